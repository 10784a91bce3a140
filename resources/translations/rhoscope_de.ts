<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AnnotateText</name>
    <message>
        <source>by chance</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>Drawn by chance, from a seed: what others are compared with.</source>
        <translation>Zufällig gezogen, aus einem Startwert: der Maßstab für die anderen.</translation>
    </message>
    <message>
        <source>least confident</source>
        <translation>am unsichersten</translation>
    </message>
    <message>
        <source>Where the most likely class is the least likely.</source>
        <translation>Wo die wahrscheinlichste Klasse am wenigsten wahrscheinlich ist.</translation>
    </message>
    <message>
        <source>close call</source>
        <translation>knapp</translation>
    </message>
    <message>
        <source>Where the two most likely classes are close.</source>
        <translation>Wo die beiden wahrscheinlichsten Klassen dicht beieinanderliegen.</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Where the confidences are spread over all classes.</source>
        <translation>Wo sich die Konfidenzen auf alle Klassen verteilen.</translation>
    </message>
    <message>
        <source>BALD</source>
        <translation>BALD</translation>
    </message>
    <message>
        <source>fragile</source>
        <translation>zerbrechlich</translation>
    </message>
    <message>
        <source>Where a small change of the image flips the decision.</source>
        <translation>Wo eine kleine Änderung des Bildes die Entscheidung kippt.</translation>
    </message>
    <message>
        <source>wrong evidence</source>
        <translation>falsche Belege</translation>
    </message>
    <message>
        <source>Where the explanation lies outside the allowed region.</source>
        <translation>Wo die Erklärung außerhalb des erlaubten Bereichs liegt.</translation>
    </message>
    <message>
        <source>methods disagree</source>
        <translation>Methoden uneins</translation>
    </message>
    <message>
        <source>Where explanations differ from each other.</source>
        <translation>Wo sich Erklärungen voneinander unterscheiden.</translation>
    </message>
    <message>
        <source>readers disagree</source>
        <translation>Leser uneins</translation>
    </message>
    <message>
        <source>diverse</source>
        <translation>vielfältig</translation>
    </message>
    <message>
        <source>largest label</source>
        <translation>größtes Label</translation>
    </message>
    <message>
        <source>κ %1</source>
        <translation>κ %1</translation>
    </message>
    <message>
        <source>κ not defined</source>
        <translation>κ nicht definiert</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>adjudicator</source>
        <translation>Schiedsrichter</translation>
    </message>
    <message>
        <source>came with the data</source>
        <translation>kam mit den Daten</translation>
    </message>
    <message>
        <source>reader</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>Alle Fälle</translation>
    </message>
    <message>
        <source>No network has scored the cases for it.</source>
        <translation>Kein Netz hat die Fälle dafür bewertet.</translation>
    </message>
    <message>
        <source>none of the classes</source>
        <translation>keine der Klassen</translation>
    </message>
    <message>
        <source>Nothing is flagged.</source>
        <translation>Nichts ist vorgemerkt.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>, %1 s per case</source>
        <translation>, %1 s je Fall</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>, Dice %1</source>
        <translation>, Dice %1</translation>
    </message>
    <message>
        <source> (cases: %1)</source>
        <translation> (Fälle: %1)</translation>
    </message>
    <message>
        <source>%1 · %2 readers: Fleiss κ %3</source>
        <translation>%1 · %2 Leser: Fleiss κ %3</translation>
    </message>
    <message>
        <source>New images: %1.</source>
        <translation>Neue Bilder: %1.</translation>
    </message>
    <message>
        <source>There before: %1.</source>
        <translation>Schon vorhanden: %1.</translation>
    </message>
    <message>
        <source>Copies of others: %1 (%2).</source>
        <translation>Kopien anderer: %1 (%2).</translation>
    </message>
    <message>
        <source>Cannot be read: %1 (%2).</source>
        <translation>Nicht lesbar: %1 (%2).</translation>
    </message>
    <message>
        <source>Other files, left alone: %1.</source>
        <translation>Andere Dateien, nicht angerührt: %1.</translation>
    </message>
    <message>
        <source>No case is left to be flagged.</source>
        <translation>Es ist kein Fall mehr übrig.</translation>
    </message>
    <message>
        <source>New in the queue: %1.</source>
        <translation>Neu in der Warteschlange: %1.</translation>
    </message>
    <message>
        <source>Left out, because they have no score: %1.</source>
        <translation>Ausgelassen, weil sie keine Bewertung haben: %1.</translation>
    </message>
    <message>
        <source>Where the answers to slightly noisy copies disagree.</source>
        <translation>Wo sich die Antworten auf leicht verrauschte Kopien widersprechen.</translation>
    </message>
    <message>
        <source>Cases that the network was asked about: %1.</source>
        <translation>Fälle, nach denen das Netz gefragt wurde: %1.</translation>
    </message>
    <message>
        <source>Without a picture of where evidence may be: %1.</source>
        <translation>Ohne Bild davon, wo Belege liegen dürfen: %1.</translation>
    </message>
    <message>
        <source>To learn from: %1 cases, %2 masks in all.</source>
        <translation>Zum Lernen: %1 Fälle; Masken insgesamt: %2.</translation>
    </message>
    <message>
        <source>Kept from the training: %1.</source>
        <translation>Vom Training zurückgehalten: %1.</translation>
    </message>
    <message>
        <source>Left out, because readers disagree: %1.</source>
        <translation>Ausgelassen, weil Leser uneins sind: %1.</translation>
    </message>
</context>
<context>
    <name>CardText</name>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>&lt;p&gt;Of the weights, by which a result can be traced to them:&lt;/p&gt;&lt;p&gt;%1&lt;/p&gt;</source>
        <translation>&lt;p&gt;Der Gewichte; daran lässt sich ein Ergebnis auf sie zurückführen:&lt;/p&gt;&lt;p&gt;%1&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;ρ&lt;/b&gt; is the size of a change of the image: the root of its mean square over all values, on the scale from 0 (black) to 1 (white), at the network&apos;s input size.&lt;/p&gt;&lt;p&gt;ρ = √(mean(δ²))&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;ρ&lt;/b&gt; ist die Größe einer Änderung des Bildes: die Wurzel ihres mittleren Quadrats über alle Werte, auf der Skala von 0 (schwarz) bis 1 (weiß), in der Eingabegröße des Netzes.&lt;/p&gt;&lt;p&gt;ρ = √(Mittel(δ²))&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;On %1 images.&lt;/p&gt;</source>
        <translation>&lt;p&gt;An %1 Bildern.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;Share of the test images that get their true class.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Anteil der Testbilder, die ihre wahre Klasse erhalten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>ausgewogen</translation>
    </message>
    <message>
        <source>&lt;p&gt;Balanced accuracy: the mean over the classes of the share of each that is found, so that rare classes count like frequent ones.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ausgewogene Genauigkeit: das Mittel über die Klassen vom gefundenen Anteil jeder Klasse; seltene Klassen zählen so viel wie häufige.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>&lt;p&gt;Area under the ROC curve: the chance that an image of the class gets a higher confidence than one without it. 0.5 is guessing.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Fläche unter der ROC-Kurve: die Wahrscheinlichkeit, dass ein Bild der Klasse eine höhere Konfidenz erhält als eines ohne sie. 0,5 ist Raten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Accuracy-robustness area: how far above chance the network stays while the attack grows. Larger is more robust.&lt;/p&gt;&lt;p&gt;ARA = Σ w · max(0, A(ρ) − 1/C)&lt;/p&gt;&lt;p&gt;A(ρ) is the share of test images that no change up to ρ has turned, C the number of classes, w the width of a bin of ρ.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Fläche aus Genauigkeit und Robustheit (ARA): wie weit das Netz über dem Zufall bleibt, während der Angriff wächst. Größer ist robuster.&lt;/p&gt;&lt;p&gt;ARA = Σ w · max(0, A(ρ) − 1/C)&lt;/p&gt;&lt;p&gt;A(ρ) ist der Anteil der Testbilder, die keine Änderung bis ρ gewendet hat, C die Zahl der Klassen, w die Breite eines Intervalls von ρ.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>attack ARA</source>
        <translation>Angriffs-ARA</translation>
    </message>
    <message>
        <source>&lt;p&gt;An image is turned when another class is the most confident.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ein Bild ist gewendet, wenn eine andere Klasse die höchste Konfidenz hat.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>BTR ARA</source>
        <translation>BTR-ARA</translation>
    </message>
    <message>
        <source>&lt;p&gt;BTR, better than random: an image is turned when the confidence of its true class falls to chance, p ≤ 1/C. That takes a larger change than another winner.&lt;/p&gt;</source>
        <translation>&lt;p&gt;BTR, besser als Zufall: Ein Bild ist gewendet, wenn die Konfidenz seiner wahren Klasse auf den Zufall fällt, p ≤ 1/C. Das braucht eine größere Änderung als ein anderer Sieger.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>median ρ</source>
        <translation>Median ρ</translation>
    </message>
    <message>
        <source>&lt;p&gt;Half of the test images get another class by a change of at most this size.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Hälfte der Testbilder erhält durch eine Änderung von höchstens dieser Größe eine andere Klasse.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>median BTR ρ</source>
        <translation>Median BTR ρ</translation>
    </message>
    <message>
        <source>&lt;p&gt;Half of the test images fall to chance by a change of at most this size.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Hälfte der Testbilder fällt durch eine Änderung von höchstens dieser Größe auf den Zufall.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>robust terms</source>
        <translation>robuste Terme</translation>
    </message>
    <message>
        <source>adversarial</source>
        <translation>adversarial</translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation>%1 Epochen</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>%1, each on its own</source>
        <translation>%1, jede für sich</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>Testbilder</translation>
    </message>
    <message>
        <source>test images for ARA</source>
        <translation>Testbilder für ARA</translation>
    </message>
    <message>
        <source>&lt;p&gt;Nobody has confirmed it: a card beside the file does (&lt;code&gt;rho model card&lt;/code&gt;).&lt;/p&gt;</source>
        <translation>&lt;p&gt;Niemand hat es bestätigt: das tut eine Karte neben der Datei (&lt;code&gt;rho model card&lt;/code&gt;).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>recognised</source>
        <translation>erkannt als</translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation>1 Epoche</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>%1, at operating points</source>
        <translation>%1, an Arbeitspunkten</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each label is decided about on its own: it is found or not.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Über jedes Label wird für sich entschieden: Es ist gefunden oder nicht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Found is a label whose confidence is at or above its operating point, where the network&apos;s makers draw the line: such a confidence is no probability. Labels without one are found from 0.5 on.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Gefunden ist ein Label, dessen Konfidenz seinen Arbeitspunkt erreicht, wo die Hersteller des Netzes die Grenze ziehen: Eine solche Konfidenz ist keine Wahrscheinlichkeit. Label ohne Arbeitspunkt gelten ab 0,5 als gefunden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Found is a label whose confidence is 0.5 or more.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Gefunden ist ein Label, dessen Konfidenz 0,5 oder mehr beträgt.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>ComparisonText</name>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Share of the images whose class is found</source>
        <translation>Anteil der Bilder, deren Klasse gefunden wird</translation>
    </message>
    <message>
        <source>Attack ARA</source>
        <translation>Angriffs-ARA</translation>
    </message>
    <message>
        <source>Area between accuracy under attack and chance, by the fast search: how far images have to be changed before decisions fall</source>
        <translation>Fläche zwischen der Genauigkeit unter Angriff und dem Zufall, nach der schnellen Suche: wie weit Bilder verändert werden müssen, bis Entscheidungen fallen</translation>
    </message>
    <message>
        <source>Evidence inside</source>
        <translation>Belege innerhalb</translation>
    </message>
    <message>
        <source>Share of what sways the decision that lies where masks say evidence; more is better</source>
        <translation>Anteil dessen, was die Entscheidung bewegt, wo Masken Belege zeigen; mehr ist besser</translation>
    </message>
    <message>
        <source>Evidence where none is</source>
        <translation>Belege, wo keine sind</translation>
    </message>
    <message>
        <source>Share of what sways the decision that lies where masks say no evidence; less is better</source>
        <translation>Anteil dessen, was die Entscheidung bewegt, wo laut Masken kein Beleg ist; weniger ist besser</translation>
    </message>
    <message>
        <source>never fell</source>
        <translation>fiel nie</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>Adversarial · raise</source>
        <translation>Adversarial · heben</translation>
    </message>
    <message>
        <source>Draws into the image what the network would need to see to be more confident of the class.</source>
        <translation>Zeichnet in das Bild, was das Netz sehen müsste, um sich der Klasse sicherer zu sein.</translation>
    </message>
    <message>
        <source>Adversarial · lower</source>
        <translation>Adversarial · senken</translation>
    </message>
    <message>
        <source>Takes from the image what makes the network confident of the class.</source>
        <translation>Nimmt aus dem Bild, was das Netz der Klasse sicher macht.</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Where the channels of a late layer that speak for the class are active.</source>
        <translation>Wo die Kanäle einer späten Schicht, die für die Klasse sprechen, aktiv sind.</translation>
    </message>
    <message>
        <source>Grad-CAM++</source>
        <translation>Grad-CAM++</translation>
    </message>
    <message>
        <source>Grad-CAM with weights that do better when the class appears several times.</source>
        <translation>Grad-CAM mit Gewichten, die besser sind, wenn die Klasse mehrfach im Bild vorkommt.</translation>
    </message>
    <message>
        <source>LIME</source>
        <translation>LIME</translation>
    </message>
    <message>
        <source>How much each superpixel adds to the class&apos;s confidence, by a linear model of the network fitted to pictures with superpixels hidden.</source>
        <translation>Wie viel jedes Superpixel zur Konfidenz der Klasse beiträgt, nach einem linearen Modell des Netzes, das an Bilder mit verdeckten Superpixeln angepasst wird.</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>Salienz</translation>
    </message>
    <message>
        <source>How strongly a tiny change of each pixel would change the class&apos;s score.</source>
        <translation>Wie stark eine winzige Änderung jedes Pixels den Score der Klasse ändern würde.</translation>
    </message>
    <message>
        <source>Input × gradient</source>
        <translation>Eingabe × Gradient</translation>
    </message>
    <message>
        <source>Each pixel&apos;s value times the gradient of the class&apos;s score: a first-order guess of what the pixel contributes, compared with black.</source>
        <translation>Der Wert jedes Pixels mal dem Gradienten des Scores der Klasse: eine Schätzung erster Ordnung, was das Pixel gegenüber Schwarz beiträgt.</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Integrierte Gradienten</translation>
    </message>
    <message>
        <source>What each pixel adds to the class&apos;s score on the way from a baseline to the image; together all pixels explain the whole difference.</source>
        <translation>Was jedes Pixel auf dem Weg vom Bezugsbild zum Bild zum Score der Klasse beiträgt; alle Pixel zusammen erklären die ganze Differenz.</translation>
    </message>
    <message>
        <source>SmoothGrad</source>
        <translation>SmoothGrad</translation>
    </message>
    <message>
        <source>The saliency averaged over noisy copies of the image, which removes the gradient&apos;s own noise.</source>
        <translation>Die Salienz, gemittelt über verrauschte Kopien des Bildes; das entfernt das Eigenrauschen des Gradienten.</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Verdeckung</translation>
    </message>
    <message>
        <source>How far the class&apos;s score falls when a square of the image is hidden.</source>
        <translation>Wie weit der Score der Klasse fällt, wenn ein Quadrat des Bildes verdeckt wird.</translation>
    </message>
    <message>
        <source>RISE</source>
        <translation>RISE</translation>
    </message>
    <message>
        <source>The class&apos;s mean confidence over random masks that show a pixel: it asks for nothing but answers.</source>
        <translation>Die mittlere Konfidenz der Klasse über Zufallsmasken, die ein Pixel zeigen: braucht nichts als Antworten.</translation>
    </message>
    <message>
        <source>Rho</source>
        <translation>ρ</translation>
    </message>
    <message>
        <source>Bound on the root-mean-square of the perturbation, of pixel values in [0,1].</source>
        <translation>Schranke für den Effektivwert der Störung, bei Pixelwerten in [0,1].</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>paper: the published loop; fast: fewer steps, on the sphere of size rho.</source>
        <translation>wie veröffentlicht: die Schleife der Autoren; schnell: weniger Schritte, auf der Kugel der Größe ρ.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Number of steps; 0 is the mode&apos;s own (paper 35, fast 12).</source>
        <translation>Zahl der Schritte; 0 ist die des Modus (wie veröffentlicht 35, schnell 12).</translation>
    </message>
    <message>
        <source>Points of the Gauss–Legendre quadrature on the path (Captum: 50).</source>
        <translation>Stützstellen der Gauß-Legendre-Quadratur auf dem Weg (Captum: 50).</translation>
    </message>
    <message>
        <source>Overshoot</source>
        <translation>Weglänge</translation>
    </message>
    <message>
        <source>Paper mode: length of the path in units of rho.</source>
        <translation>Modus „wie veröffentlicht“: Länge des Weges in Einheiten von ρ.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Paper mode: share of the earlier directions in each step; 0 is none.</source>
        <translation>Modus „wie veröffentlicht“: Anteil der früheren Richtungen an jedem Schritt; 0 ist keiner.</translation>
    </message>
    <message>
        <source>Clamp</source>
        <translation>Begrenzen</translation>
    </message>
    <message>
        <source>Keep the perturbed pixels within [0,1]; the published method does not.</source>
        <translation>Die gestörten Pixel in [0,1] halten; die veröffentlichte Methode tut das nicht.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>The layer whose channels are weighted; empty takes the model&apos;s own default, or its last layer that is an image.</source>
        <translation>Die Schicht, deren Kanäle gewichtet werden; leer nimmt die Vorgabe des Netzes oder seine letzte Schicht, die ein Bild ist.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Whose Grad-CAM: pytorch-grad-cam (only what speaks for the class, bilinear) or captum (signed, nearest neighbour).</source>
        <translation>Wessen Grad-CAM: pytorch-grad-cam (nur was für die Klasse spricht, bilinear) oder captum (mit Vorzeichen, nächster Nachbar).</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normieren</translation>
    </message>
    <message>
        <source>With the preset pytorch-grad-cam: scale the map from 0 to 1, as it does. Off keeps the raw values, which can be compared between images.</source>
        <translation>Bei der Variante pytorch-grad-cam: die Karte wie dort auf 0 bis 1 skalieren. Aus behält die Rohwerte, die zwischen Bildern vergleichbar sind.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Pictures with random superpixels hidden that the network judges.</source>
        <translation>Bilder mit zufällig verdeckten Superpixeln, die das Netz beurteilt.</translation>
    </message>
    <message>
        <source>Superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>How the model&apos;s input is cut into superpixels; quickshift with lime&apos;s own settings gives only one or two on very small images.</source>
        <translation>Wie die Eingabe des Netzes in Superpixel zerlegt wird; Quickshift mit den Einstellungen von lime ergibt bei sehr kleinen Bildern nur eines oder zwei.</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Superpixels wanted (slic, grid); 0 chooses by the size of the image.</source>
        <translation>Gewünschte Zahl der Superpixel (SLIC, Gitter); 0 wählt nach der Größe des Bildes.</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Superpixels that the local model may use at most; up to 6 are chosen by forward selection, more by the highest weights.</source>
        <translation>Wie viele Superpixel das lokale Modell höchstens verwendet; bis zu 6 werden durch Vorwärtsauswahl bestimmt, mehr nach den größten Gewichten.</translation>
    </message>
    <message>
        <source>Kernel width</source>
        <translation>Kernbreite</translation>
    </message>
    <message>
        <source>Width of the exponential kernel over the cosine distance: how local the model is.</source>
        <translation>Breite des Exponentialkerns über der Kosinusdistanz: wie lokal das Modell ist.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verdecken mit</translation>
    </message>
    <message>
        <source>What a hidden superpixel shows: its mean colour, black, grey or white.</source>
        <translation>Was ein verdecktes Superpixel zeigt: seine mittlere Farbe, Schwarz, Grau oder Weiß.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Rechengenauigkeit</translation>
    </message>
    <message>
        <source>How the network computes: single precision, or bfloat16, which is about twice as fast on processors that have it; auto takes bfloat16 where a trial shows that the confidences stay the same.</source>
        <translation>Wie das Netz rechnet: mit einfacher Genauigkeit oder mit bfloat16, etwa doppelt so schnell auf Prozessoren, die es beherrschen; automatisch nimmt bfloat16, wo ein Versuch zeigt, dass die Konfidenzen gleich bleiben.</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>Ohne Vorzeichen</translation>
    </message>
    <message>
        <source>Show how strongly a pixel matters, without the sign of its influence.</source>
        <translation>Zeigen, wie stark ein Pixel zählt, ohne das Vorzeichen seines Einflusses.</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>Farbkanäle</translation>
    </message>
    <message>
        <source>How the values of the colour channels become one: the largest in magnitude, their mean or their sum.</source>
        <translation>Wie aus den Werten der Farbkanäle einer wird: der betragsmäßig größte, ihr Mittel oder ihre Summe.</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Bezugsbild</translation>
    </message>
    <message>
        <source>What stands for the absence of a feature: black, white, the image&apos;s mean colour or the blurred image.</source>
        <translation>Was für das Fehlen eines Merkmals steht: Schwarz, Weiß, die mittlere Farbe des Bildes oder das weichgezeichnete Bild.</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Noisy copies of the image; the authors recommend 25 to 50.</source>
        <translation>Verrauschte Kopien des Bildes; die Autoren empfehlen 25 bis 50.</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Rauschen σ</translation>
    </message>
    <message>
        <source>Standard deviation of the noise as a share of the range of the image&apos;s values; the authors recommend 0.1 to 0.2.</source>
        <translation>Standardabweichung des Rauschens als Anteil am Wertebereich des Bildes; die Autoren empfehlen 0,1 bis 0,2.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Quadratseite</translation>
    </message>
    <message>
        <source>Side of the hidden square in pixels of the model&apos;s input; 0 takes an eighth of the smaller side.</source>
        <translation>Seite des verdeckten Quadrats in Pixeln der Netzeingabe; 0 nimmt ein Achtel der kürzeren Seite.</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>Pixels between neighbouring squares; 0 takes half the window.</source>
        <translation>Pixel zwischen benachbarten Quadraten; 0 nimmt die halbe Quadratseite.</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Random masks that the network judges; the authors take 4000 to 8000.</source>
        <translation>Zufallsmasken, die das Netz beurteilt; die Autoren nehmen 4000 bis 8000.</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Cells of a mask along each side (the authors: 7).</source>
        <translation>Zellen einer Maske entlang jeder Seite (die Autoren: 7).</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>How often a cell is visible (the authors: 0.5).</source>
        <translation>Wie oft eine Zelle sichtbar ist (die Autoren: 0.5).</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>wie veröffentlicht</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>pytorch-grad-cam</source>
        <translation>pytorch-grad-cam</translation>
    </message>
    <message>
        <source>captum</source>
        <translation>captum</translation>
    </message>
    <message>
        <source>slic</source>
        <translation>SLIC</translation>
    </message>
    <message>
        <source>quickshift</source>
        <translation>Quickshift</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>white</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>weichgezeichnet</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>single</source>
        <translation>einfach</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>steps on the path</source>
        <translation>Schritte auf dem Weg</translation>
    </message>
    <message>
        <source>noisy copies</source>
        <translation>verrauschte Kopien</translation>
    </message>
    <message>
        <source>hidden squares</source>
        <translation>verdeckte Quadrate</translation>
    </message>
    <message>
        <source>masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>the perturbation reached rho %1 of the %2 asked for: the network&apos;s gradients keep turning, as those of non-robust networks do; the mode fast goes the whole way</source>
        <translation>Die Störung erreichte ρ %1 von verlangten %2: Die Gradienten des Netzes ändern ständig die Richtung, wie bei nicht robusten Netzen; der Modus „schnell“ geht den ganzen Weg</translation>
    </message>
    <message>
        <source>the perturbation reached rho %1 of the %2 asked for: the network&apos;s gradients keep turning, as those of non-robust networks do, or the pixels are at their limits</source>
        <translation>Die Störung erreichte ρ %1 von verlangten %2: Die Gradienten des Netzes ändern ständig die Richtung, wie bei nicht robusten Netzen, oder die Pixel sind an ihren Grenzen</translation>
    </message>
    <message>
        <source>The layer %1 has no influence on this class (its gradient is zero): the map says nothing. Try another layer.</source>
        <translation>Die Schicht %1 hat keinen Einfluss auf diese Klasse (ihr Gradient ist null): Die Karte besagt nichts. Eine andere Schicht versuchen.</translation>
    </message>
    <message>
        <source>The map is blank: the channels of the layer %1 are silent or cancel each other. Try another layer.</source>
        <translation>Die Karte ist leer: Die Kanäle der Schicht %1 sind stumm oder heben sich auf. Eine andere Schicht versuchen.</translation>
    </message>
    <message>
        <source>The map is blank: everything in the layer %1 speaks against this class. The preset captum shows negative values.</source>
        <translation>Die Karte ist leer: Alles in der Schicht %1 spricht gegen diese Klasse. Die Variante captum zeigt negative Werte.</translation>
    </message>
    <message>
        <source>The attributions add up to %1, but the score differs by %2 from the baseline&apos;s: more steps would make them more exact.</source>
        <translation>Die Beiträge ergeben zusammen %1, aber der Score weicht um %2 von dem des Bezugsbildes ab: Mehr Schritte würden sie genauer machen.</translation>
    </message>
    <message>
        <source>Only %1 superpixels: too few to say where in the image the evidence is. Ask for more segments.</source>
        <translation>Nur %1 Superpixel: zu wenige, um zu sagen, wo im Bild die Hinweise liegen. Eine größere Anzahl verlangen.</translation>
    </message>
    <message>
        <source>The local model fits the network badly (R² %1): its map explains little of what the network does.</source>
        <translation>Das lokale Modell passt schlecht zum Netz (R² %1): Seine Karte erklärt wenig von dem, was das Netz tut.</translation>
    </message>
    <message>
        <source>The file does not say which network it is: it is taken for %1. Confirm that in its card (architecture).</source>
        <translation>Die Datei sagt nicht, welches Netz sie enthält: Sie wird für %1 gehalten. Das in seiner Karte (architecture) bestätigen.</translation>
    </message>
    <message>
        <source>Synthetic chest with a nodule in the right upper field</source>
        <translation>Thorax mit Rundherd im rechten Oberfeld (künstlich)</translation>
    </message>
    <message>
        <source>Synthetic chest with a nodule behind ribs</source>
        <translation>Thorax mit Rundherd hinter Rippen (künstlich)</translation>
    </message>
    <message>
        <source>The same chest as nodule-1, without the nodule</source>
        <translation>Wie nodule-1, ohne Rundherd (künstlich)</translation>
    </message>
    <message>
        <source>The same chest as nodule-2, without the nodule</source>
        <translation>Wie nodule-2, ohne Rundherd (künstlich)</translation>
    </message>
    <message>
        <source>Statistical child&apos;s chest X-ray, normal look</source>
        <translation>Kinderthorax, unauffällig (statistisches Modell)</translation>
    </message>
    <message>
        <source>Statistical child&apos;s chest X-ray, pneumonia look</source>
        <translation>Kinderthorax, wie bei Pneumonie (statistisches Modell)</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>asking whether the archive is there</source>
        <translation>fragt, ob das Archiv da ist</translation>
    </message>
    <message>
        <source>asking the archive</source>
        <translation>fragt das Archiv</translation>
    </message>
    <message>
        <source>asking the archive: %1 answers</source>
        <translation>fragt das Archiv: %1 Antworten</translation>
    </message>
    <message>
        <source>receiving image %1 of %2</source>
        <translation>empfängt Bild %1 von %2</translation>
    </message>
    <message>
        <source>receiving: %1 images so far</source>
        <translation>empfängt: bisher %1 Bilder</translation>
    </message>
    <message>
        <source>checking what came</source>
        <translation>prüft, was kam</translation>
    </message>
    <message>
        <source>sending images</source>
        <translation>sendet Bilder</translation>
    </message>
    <message>
        <source>values %1 to %2 (all of %3 bits stored) as 0 to 1</source>
        <translation>Werte %1 bis %2 (alle der %3 gespeicherten Bits) als 0 bis 1</translation>
    </message>
    <message>
        <source>values %1 to %2 (all of %3 bits stored) as 0 to 1, MONOCHROME1 inverted</source>
        <translation>Werte %1 bis %2 (alle der %3 gespeicherten Bits) als 0 bis 1, MONOCHROME1 invertiert</translation>
    </message>
    <message>
        <source>colours of %1 bits as 0 to 1</source>
        <translation>Farben von %1 Bit als 0 bis 1</translation>
    </message>
    <message>
        <source>the first of %1 frames</source>
        <translation>das erste von %1 Einzelbildern</translation>
    </message>
    <message>
        <source>JSRT: 0.175 mm a pixel, stored values inverted</source>
        <translation>JSRT: 0.175 mm je Pixel, gespeicherte Werte invertiert</translation>
    </message>
    <message>
        <source>the spacing %1 is no pair of millimetres and is left out</source>
        <translation>der Abstand %1 ist kein Paar von Millimetern und wird weggelassen</translation>
    </message>
    <message>
        <source>the whole picture, %1×%2</source>
        <translation>das ganze Bild, %1×%2</translation>
    </message>
    <message>
        <source>resized to %1×%2</source>
        <translation>auf %1×%2 gebracht</translation>
    </message>
    <message>
        <source>0 to 1 as %1 to %2</source>
        <translation>0 bis 1 als %1 bis %2</translation>
    </message>
    <message>
        <source>Attention rollout</source>
        <translation>Attention Rollout</translation>
    </message>
    <message>
        <source>What the answer of a vision transformer takes from each patch, followed through the attention of all its layers.</source>
        <translation>Was die Antwort eines Vision-Transformers von jedem Bildfeld nimmt, verfolgt durch die Aufmerksamkeit aller Schichten.</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgt</translation>
    </message>
    <message>
        <source>attention: the same map for every class; class: attention times the gradient of the class&apos;s logit, where that is positive.</source>
        <translation>Aufmerksamkeit: für jede Klasse dieselbe Karte; Klasse: Aufmerksamkeit mal Gradient des Logits der Klasse, wo er positiv ist.</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>How the heads of a layer become one.</source>
        <translation>Wie aus den Köpfen einer Schicht einer wird.</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Share of each layer&apos;s weights, the smallest, that count as nothing; 0.9 shows less of the background.</source>
        <translation>Anteil der kleinsten Gewichte jeder Schicht, die als nichts zählen; 0,9 zeigt weniger vom Hintergrund.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>This map is the same for every class.</source>
        <translation>Diese Karte ist für jede Klasse dieselbe.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>Normierung</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Gradient masking</source>
        <translation>Maskierter Gradient</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Repeatability</source>
        <translation>Wiederholbarkeit</translation>
    </message>
    <message>
        <source>Evaluation mode</source>
        <translation>Auswertungsmodus</translation>
    </message>
    <message>
        <source>Double normalisation</source>
        <translation>Doppelte Normierung</translation>
    </message>
    <message>
        <source>Stored examples</source>
        <translation>Gespeicherte Beispiele</translation>
    </message>
    <message>
        <source>%1×%2 as it is.</source>
        <translation>%1×%2, wie es ist.</translation>
    </message>
    <message>
        <source>%1×%2 resized to %3×%4.</source>
        <translation>%1×%2, auf %3×%4 gebracht.</translation>
    </message>
    <message>
        <source>Colours made grey.</source>
        <translation>Farben in Grau verwandelt.</translation>
    </message>
    <message>
        <source>Grey used for all colours.</source>
        <translation>Grau für alle Farben verwendet.</translation>
    </message>
    <message>
        <source>Values are outside 0 to 1 or are no numbers: export the image again.</source>
        <translation>Werte liegen außerhalb von 0 bis 1 oder sind keine Zahlen: das Bild neu exportieren.</translation>
    </message>
    <message>
        <source>Much of it is interpolated: use an image of at least the network&apos;s size.</source>
        <translation>Vieles davon ist interpoliert: ein Bild verwenden, das mindestens so groß ist wie die Eingabe des Netzes.</translation>
    </message>
    <message>
        <source>Its shape is distorted: crop the image to the network&apos;s proportions.</source>
        <translation>Seine Form ist verzerrt: das Bild auf die Seitenverhältnisse des Netzes zuschneiden.</translation>
    </message>
    <message>
        <source>Values %1 to %2.</source>
        <translation>Werte von %1 bis %2.</translation>
    </message>
    <message>
        <source>The card&apos;s mean and deviation are not for values from 0 to 1: if they are for 0 to 255, divide them by 255; if the network normalises its input itself, set 0 and 1.</source>
        <translation>Mittel und Abweichung der Karte gelten nicht für Werte von 0 bis 1: Gelten sie für 0 bis 255, durch 255 teilen; normiert das Netz selbst, 0 und 1 eintragen.</translation>
    </message>
    <message>
        <source>The image is of one brightness: there is nothing to explain.</source>
        <translation>Das Bild hat eine einzige Helligkeit: Es gibt nichts zu erklären.</translation>
    </message>
    <message>
        <source>The image is %1 deviations darker than what the card expects: check its window and whether it was normalised before.</source>
        <translation>Das Bild ist um %1 Abweichungen dunkler, als die Karte erwartet: Fensterung prüfen, und ob es schon normiert wurde.</translation>
    </message>
    <message>
        <source>The image is %1 deviations brighter than what the card expects: check its window and whether it was normalised before.</source>
        <translation>Das Bild ist um %1 Abweichungen heller, als die Karte erwartet: Fensterung prüfen, und ob es schon normiert wurde.</translation>
    </message>
    <message>
        <source>The image&apos;s mean is %1 standard deviations from the card&apos;s.</source>
        <translation>Das Mittel des Bildes liegt %1 Standardabweichungen von dem der Karte.</translation>
    </message>
    <message>
        <source>All outputs are finite.</source>
        <translation>Alle Ausgaben sind endlich.</translation>
    </message>
    <message>
        <source>Outputs are infinite or no numbers: the weights are damaged, or the normalisation is wrong. Load the file again or correct its card.</source>
        <translation>Ausgaben sind unendlich oder keine Zahlen: Die Gewichte sind beschädigt, oder die Normierung ist falsch. Die Datei neu laden oder ihre Karte berichtigen.</translation>
    </message>
    <message>
        <source>%1 outputs, as the card names.</source>
        <translation>%1 Ausgaben, wie die Karte sie nennt.</translation>
    </message>
    <message>
        <source>%1 outputs, but the card names %2 classes: correct the list of classes.</source>
        <translation>%1 Ausgaben, aber die Karte nennt %2 Klassen: die Liste der Klassen berichtigen.</translation>
    </message>
    <message>
        <source>The same image gets the same answer twice.</source>
        <translation>Dasselbe Bild erhält zweimal dieselbe Antwort.</translation>
    </message>
    <message>
        <source>Asked twice, a confidence differs by %1: the network is random inside. Export it in evaluation mode, without dropout.</source>
        <translation>Zweimal gefragt, weicht eine Konfidenz um %1 ab: Im Netz steckt Zufall. Im Auswertungsmodus exportieren, ohne Dropout.</translation>
    </message>
    <message>
        <source>An image&apos;s answer does not depend on the images beside it.</source>
        <translation>Die Antwort auf ein Bild hängt nicht von den Bildern daneben ab.</translation>
    </message>
    <message>
        <source>Together with other images, a confidence differs by %1: layers are in training mode, as batch norm with the batch&apos;s own statistics. Export the network in evaluation mode.</source>
        <translation>Zusammen mit anderen Bildern weicht eine Konfidenz um %1 ab: Schichten sind im Trainingsmodus, etwa Batch-Norm mit der Statistik des Stapels. Das Netz im Auswertungsmodus exportieren.</translation>
    </message>
    <message>
        <source>There is no usable gradient to the input: only LIME, occlusion and RISE work. Export the network without rounding, quantisation and detached parts.</source>
        <translation>Es gibt keinen brauchbaren Gradienten zur Eingabe: Nur LIME, Verdeckung und RISE gehen. Das Netz ohne Rundung, Quantisierung und abgetrennte Teile exportieren.</translation>
    </message>
    <message>
        <source>The gradient to the input is zero: adversarial explanations cannot move. Check for dead layers and for an input that is clipped.</source>
        <translation>Der Gradient zur Eingabe ist null: Adversariale Erklärungen kommen nicht voran. Auf tote Schichten und eine abgeschnittene Eingabe prüfen.</translation>
    </message>
    <message>
        <source>Reaches the input, %1 on average.</source>
        <translation>Erreicht die Eingabe, im Mittel %1.</translation>
    </message>
    <message>
        <source>A small step along the gradient raises the class no more than a random one: it is masked, as by rounding inside the network. Trust LIME, occlusion and RISE more, and do not take what attacks fail at for robustness.</source>
        <translation>Ein kleiner Schritt entlang des Gradienten hebt die Klasse nicht mehr als ein zufälliger: Er ist maskiert, etwa durch Rundung im Netz. LIME, Verdeckung und RISE mehr vertrauen, und was Angriffen misslingt, nicht für Robustheit halten.</translation>
    </message>
    <message>
        <source>The gradient is noise: half a grey level away it points elsewhere (cosine %1). Maps of gradients say little here; SmoothGrad, LIME and RISE say more.</source>
        <translation>Der Gradient ist Rauschen: Eine halbe Graustufe entfernt zeigt er anderswohin (Kosinus %1). Karten aus Gradienten sagen hier wenig; SmoothGrad, LIME und RISE sagen mehr.</translation>
    </message>
    <message>
        <source>It leads where it points, and half a grey level away it is alike (cosine %1).</source>
        <translation>Er führt, wohin er zeigt, und ist eine halbe Graustufe entfernt noch ähnlich (Kosinus %1).</translation>
    </message>
    <message>
        <source>The network does not normalise its input: the card alone does.</source>
        <translation>Das Netz normiert seine Eingabe nicht: Das tut allein die Karte.</translation>
    </message>
    <message>
        <source>The network divides its input by %1 itself, as if it were from 0 to 255: set the card&apos;s mean to 0 and its standard deviation to 0.00392 (1/255).</source>
        <translation>Das Netz teilt seine Eingabe selbst durch %1, als reichte sie von 0 bis 255: in der Karte das Mittel auf 0 und die Standardabweichung auf 0.00392 (1/255) setzen.</translation>
    </message>
    <message>
        <source>The input is normalised twice: the network itself subtracts %1 and divides by %2, after the card has done so. Set the card&apos;s mean to 0 and its standard deviation to 1.</source>
        <translation>Die Eingabe wird zweimal normiert: Das Netz selbst zieht %1 ab und teilt durch %2, nachdem es die Karte schon getan hat. In der Karte das Mittel auf 0 und die Standardabweichung auf 1 setzen.</translation>
    </message>
    <message>
        <source>The network itself subtracts %1 and divides by %2.</source>
        <translation>Das Netz selbst zieht %1 ab und teilt durch %2.</translation>
    </message>
    <message>
        <source>The outputs stored in %1 differ by up to %2 of the largest: file, normalisation or classes are not those of its maker.</source>
        <translation>Die in %1 gespeicherten Ausgaben weichen um bis zu %2 der größten ab: Datei, Normierung oder Klassen sind nicht die des Urhebers.</translation>
    </message>
    <message>
        <source>The stored outputs of %1 images are met (largest difference %2 of the largest output).</source>
        <translation>Die gespeicherten Ausgaben zu %1 Bildern werden getroffen (größte Abweichung %2 der größten Ausgabe).</translation>
    </message>
    <message>
        <source>all %1 weights fit by name and shape</source>
        <translation>alle %1 Gewichte passen nach Name und Form</translation>
    </message>
    <message>
        <source>its activations are GELU</source>
        <translation>seine Aktivierungen sind GELU</translation>
    </message>
    <message>
        <source>its activations are ReLU</source>
        <translation>seine Aktivierungen sind ReLU</translation>
    </message>
    <message>
        <source>its activations are ReLU6</source>
        <translation>seine Aktivierungen sind ReLU6</translation>
    </message>
    <message>
        <source>its activations are SiLU</source>
        <translation>seine Aktivierungen sind SiLU</translation>
    </message>
    <message>
        <source>its %1 heads of attention</source>
        <translation>seine %1 Köpfe der Attention</translation>
    </message>
    <message>
        <source>its activations are Swish</source>
        <translation>seine Aktivierungen sind Swish</translation>
    </message>
    <message>
        <source>its pools take the largest value</source>
        <translation>sein Pooling nimmt den größten Wert</translation>
    </message>
    <message>
        <source>its shortcuts begin after norm and activation</source>
        <translation>seine Abkürzungen beginnen nach Norm und Aktivierung</translation>
    </message>
    <message>
        <source>its shortcuts begin before norm and activation</source>
        <translation>seine Abkürzungen beginnen vor Norm und Aktivierung</translation>
    </message>
    <message>
        <source>its classes are those of %1</source>
        <translation>seine Klassen sind die von %1</translation>
    </message>
    <message>
        <source>its output goes through a sigmoid</source>
        <translation>seine Ausgabe geht durch ein Sigmoid</translation>
    </message>
    <message>
        <source>each image is of one class (softmax)</source>
        <translation>jedes Bild hat eine Klasse (Softmax)</translation>
    </message>
    <message>
        <source>images are normalised as for %1</source>
        <translation>Bilder werden normiert wie für %1</translation>
    </message>
    <message>
        <source>pixels go in as 0 to 1</source>
        <translation>Bildpunkte gehen als 0 bis 1 hinein</translation>
    </message>
    <message>
        <source>pixels go in as −1 to 1, as for most of timm&apos;s ViTs; others, as DeiT, want ImageNet&apos;s mean and deviation</source>
        <translation>Bildpunkte gehen als −1 bis 1 hinein, wie bei den meisten ViTs von timm; andere, etwa DeiT, verlangen Mittelwert und Abweichung von ImageNet</translation>
    </message>
    <message>
        <source>The file carries its card inside.</source>
        <translation>Die Datei trägt ihre Karte in sich.</translation>
    </message>
    <message>
        <source>The file is its own card: change it with an editor.</source>
        <translation>Die Datei ist ihre eigene Karte: Sie wird mit einem Texteditor geändert.</translation>
    </message>
    <message>
        <source>The file tells everything that its card holds.</source>
        <translation>Die Datei sagt alles, was ihre Karte enthält.</translation>
    </message>
    <message>
        <source>a TorchScript network needs a model card</source>
        <translation>ein TorchScript-Netz braucht eine Karte</translation>
    </message>
    <message>
        <source>the file leaves its input_size open</source>
        <translation>die Datei lässt die Größe der Eingabe offen</translation>
    </message>
    <message>
        <source>the file leaves its input_channels open</source>
        <translation>die Datei lässt die Kanäle der Eingabe offen</translation>
    </message>
    <message>
        <source>its weights fit several networks</source>
        <translation>seine Gewichte passen zu mehreren Netzen</translation>
    </message>
    <message>
        <source>asking the network</source>
        <translation>das Netz wird gefragt</translation>
    </message>
    <message>
        <source>measuring networks on held-out images</source>
        <translation>Netze werden an zurückgehaltenen Bildern gemessen</translation>
    </message>
    <message>
        <source>looking where the evidence lies</source>
        <translation>es wird gesehen, wo die Belege liegen</translation>
    </message>
</context>
<context>
    <name>CurvePageText</name>
    <message>
        <source>%1 · raising and lowering %2</source>
        <translation>%1 · Heben und Senken von %2</translation>
    </message>
</context>
<context>
    <name>CurveText</name>
    <message>
        <source>%1, raise</source>
        <translation>%1, heben</translation>
    </message>
    <message>
        <source>%1, lower</source>
        <translation>%1, senken</translation>
    </message>
    <message>
        <source>+ %1 classes</source>
        <translation>+ %1 Klassen</translation>
    </message>
    <message>
        <source>decided for another class already</source>
        <translation>schon für eine andere Klasse entschieden</translation>
    </message>
    <message>
        <source>lower: decision flips at ρ %1</source>
        <translation>senken: Entscheidung kippt bei ρ %1</translation>
    </message>
    <message>
        <source>lower: below random at ρ %1</source>
        <translation>senken: unter Zufall bei ρ %1</translation>
    </message>
    <message>
        <source>dashed: while %1 is lowered</source>
        <translation>gestrichelt: während %1 gesenkt wird</translation>
    </message>
    <message>
        <source>raise: found at ρ %1</source>
        <translation>anheben: gefunden ab ρ %1</translation>
    </message>
    <message>
        <source>lower: no longer found at ρ %1</source>
        <translation>senken: nicht mehr gefunden ab ρ %1</translation>
    </message>
</context>
<context>
    <name>DecisionText</name>
    <message>
        <source>none found, closest %1</source>
        <translation>nichts gefunden, am nächsten %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>found %1</source>
        <translation>gefunden %1</translation>
    </message>
    <message>
        <source>predicted %1</source>
        <translation>vorhergesagt %1</translation>
    </message>
    <message>
        <source>found from its operating point %1 on</source>
        <translation>gefunden ab dem Arbeitspunkt %1</translation>
    </message>
    <message>
        <source>found from %1 on</source>
        <translation>gefunden ab %1</translation>
    </message>
</context>
<context>
    <name>DicomText</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>Report on an explanation</source>
        <translation>Bericht über eine Erklärung</translation>
    </message>
    <message>
        <source>the study</source>
        <translation>der Studie</translation>
    </message>
</context>
<context>
    <name>ExportText</name>
    <message>
        <source>not computed</source>
        <translation>nicht berechnet</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>bits stored</source>
        <translation>gespeicherte Bits</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>class %1 · ρ %2 · seed %3</source>
        <translation>Klasse %1 · ρ %2 · Startwert %3</translation>
    </message>
</context>
<context>
    <name>FactText</name>
    <message>
        <source>&lt;p&gt;The file gives no distance between pixels, so lengths are counted in pixels.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Datei nennt keinen Abstand der Pixel, darum werden Längen in Pixeln gezählt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;From row to row × from column to column. &lt;b&gt;Calibrated&lt;/b&gt;: in the patient. &lt;b&gt;At detector&lt;/b&gt;: in the patient everything is smaller by the magnification. &lt;b&gt;Nominal&lt;/b&gt;: of a scanned film or a capture.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Von Zeile zu Zeile × von Spalte zu Spalte. &lt;b&gt;Kalibriert&lt;/b&gt;: im Patienten. &lt;b&gt;Am Detektor&lt;/b&gt;: im Patienten ist alles um die Vergrößerung kleiner. &lt;b&gt;Nominell&lt;/b&gt;: von einem gescannten Film oder einer Bildschirmaufnahme.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The file estimates a magnification of %1; it is not applied.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Datei schätzt die Vergrößerung auf %1; sie ist nicht herausgerechnet.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1×%2, %3 bits</source>
        <translation>%1×%2, %3 Bit</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>Einzelbild</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>polarity</source>
        <translation>Polarität</translation>
    </message>
    <message>
        <source>stored with the minimum white</source>
        <translation>gespeichert mit dem Kleinsten als Weiß</translation>
    </message>
    <message>
        <source>spacing</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>colours become grey</source>
        <translation>Farben werden grau</translation>
    </message>
    <message>
        <source>grey is repeated in %1 channels</source>
        <translation>Grau wird in %1 Kanälen wiederholt</translation>
    </message>
    <message>
        <source>then each channel less its mean, by its deviation</source>
        <translation>dann jeder Kanal weniger sein Mittel, durch seine Abweichung</translation>
    </message>
    <message>
        <source>⚠ drawn into the pixels</source>
        <translation>⚠ in die Pixel gezeichnet</translation>
    </message>
    <message>
        <source>⚠ not ruled out by the file</source>
        <translation>⚠ nicht ausgeschlossen</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>&lt;p&gt;Names, dates or letters may be part of the picture itself. De-identification does not remove them, exports show them, and a network may respond to them.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Namen, Daten oder Buchstaben können Teil des Bildes selbst sein. Die De-Identifizierung entfernt sie nicht, Exporte zeigen sie, und ein Netz kann auf sie ansprechen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>blue comes first, red last</source>
        <translation>Blau kommt zuerst, Rot zuletzt</translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <source>ρ (root-mean-square of the perturbation)</source>
        <translation>ρ (Effektivwert der Störung)</translation>
    </message>
    <message>
        <source>%1, lower</source>
        <translation>%1, senken</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>chance, %1 %</source>
        <translation>Zufall, %1 %</translation>
    </message>
    <message>
        <source>decision flips at %1</source>
        <translation>Entscheidung kippt bei %1</translation>
    </message>
    <message>
        <source>better than random up to %1</source>
        <translation>besser als Zufall bis %1</translation>
    </message>
    <message>
        <source>Lowering the class flips the decision at %1.</source>
        <translation>Senken der Klasse kippt die Entscheidung bei %1.</translation>
    </message>
    <message>
        <source>The network stays better than random up to %1.</source>
        <translation>Das Netz bleibt bis %1 besser als Zufall.</translation>
    </message>
    <message>
        <source>%1, raise</source>
        <translation>%1, heben</translation>
    </message>
    <message>
        <source>dashed: while it is lowered</source>
        <translation>gestrichelt: während sie gesenkt wird</translation>
    </message>
    <message>
        <source>found from %1 % on</source>
        <translation>gefunden ab %1 %</translation>
    </message>
    <message>
        <source>Raising the class flips the decision at %1.</source>
        <translation>Das Anheben der Klasse kippt die Entscheidung bei %1.</translation>
    </message>
</context>
<context>
    <name>GuideText</name>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>These X-rays are synthetic, with known answers. Open your own images with Ctrl+O, or drop them on the window.</source>
        <translation>Diese Röntgenbilder sind künstlich, die Antworten bekannt. Eigene Bilder mit Ctrl+O öffnen oder auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>Was das Netz sieht</translation>
    </message>
    <message>
        <source>The same image by several methods. Adversarial tiles change the image until the network is more, or less, sure of the class: what changes is what it looks for. The button … of a tile has its options.</source>
        <translation>Dasselbe Bild mit mehreren Methoden. Adversariale Kacheln ändern das Bild, bis das Netz sich der Klasse sicherer oder weniger sicher ist: Was sich ändert, ist das, wonach es sucht. Der Knopf … einer Kachel führt zu ihren Optionen.</translation>
    </message>
    <message>
        <source>ρ, the size of the change</source>
        <translation>ρ, die Größe der Änderung</translation>
    </message>
    <message>
        <source>The root-mean-square of the change over all pixel values in [0,1]. Move it: the pictures, the film and the curve follow.</source>
        <translation>Der Effektivwert der Änderung über alle Pixelwerte in [0,1]. Verschieben: Bilder, Film und Kurve folgen.</translation>
    </message>
    <message>
        <source>How far one must go</source>
        <translation>Wie weit man gehen muss</translation>
    </message>
    <message>
        <source>The confidence of each class over ρ. A robust decision needs a large ρ to flip; one that flips at a tiny ρ should not be trusted.</source>
        <translation>Die Konfidenz jeder Klasse über ρ. Eine robuste Entscheidung kippt erst bei großem ρ; einer, die bei winzigem ρ kippt, sollte man nicht trauen.</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Das Netz</translation>
    </message>
    <message>
        <source>Its figures, its confidences, and what to be careful about.</source>
        <translation>Seine Kennzahlen, seine Konfidenzen, und wobei Vorsicht geboten ist.</translation>
    </message>
</context>
<context>
    <name>InspectText</name>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Sweep %1 of %2</source>
        <translation>Lauf %1 von %2</translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>KeysText</name>
    <message>
        <source>left drag</source>
        <translation>links ziehen</translation>
    </message>
    <message>
        <source>window and level; the tool chosen in View</source>
        <translation>Fenster; das unter Ansicht gewählte Werkzeug</translation>
    </message>
    <message>
        <source>middle drag, Shift+left drag</source>
        <translation>Mitte ziehen, Umschalt+links ziehen</translation>
    </message>
    <message>
        <source>pan</source>
        <translation>verschieben</translation>
    </message>
    <message>
        <source>right drag</source>
        <translation>rechts ziehen</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>vergrößern</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>next ρ</source>
        <translation>nächstes ρ</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Ctrl+Rad</translation>
    </message>
    <message>
        <source>zoom at the mouse</source>
        <translation>an der Maus vergrößern</translation>
    </message>
    <message>
        <source>double-click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>one tile fills the grid, again restores</source>
        <translation>eine Kachel füllt das Raster, erneut stellt wieder her</translation>
    </message>
    <message>
        <source>right click, …</source>
        <translation>Rechtsklick, …</translation>
    </message>
    <message>
        <source>the tile&apos;s menu</source>
        <translation>Menü der Kachel</translation>
    </message>
    <message>
        <source>drag a tile&apos;s header</source>
        <translation>Kopf einer Kachel ziehen</translation>
    </message>
    <message>
        <source>move the tile</source>
        <translation>Kachel verschieben</translation>
    </message>
    <message>
        <source>PgUp, PgDn</source>
        <translation>Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>previous and next case</source>
        <translation>voriger und nächster Fall</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>stop computing</source>
        <translation>Rechnen anhalten</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>LayerText</name>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>no image</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>only against</source>
        <translation>nur dagegen</translation>
    </message>
    <message>
        <source>The layer %1 is dead for this image: all its values are zero, and Grad-CAM is blank. Choose another layer.</source>
        <translation>Die Schicht %1 ist für dieses Bild tot: Alle Werte sind null, und Grad-CAM ist leer. Eine andere Schicht wählen.</translation>
    </message>
    <message>
        <source>The value of the layer %1 is no image, so that Grad-CAM has no places to mark. Choose a layer with a height and a width.</source>
        <translation>Der Wert der Schicht %1 ist kein Bild; Grad-CAM kann keine Stellen markieren. Eine Schicht mit Höhe und Breite wählen.</translation>
    </message>
    <message>
        <source>The layer %1 has no influence on %2, or its channels cancel each other: Grad-CAM is blank. Choose another layer.</source>
        <translation>Die Schicht %1 hat keinen Einfluss auf %2, oder ihre Kanäle heben sich auf: Grad-CAM ist leer. Eine andere Schicht wählen.</translation>
    </message>
    <message>
        <source>Everything in the layer %1 speaks against %2: Grad-CAM, which shows what speaks for it, is blank. Choose another layer or class.</source>
        <translation>Alles in der Schicht %1 spricht gegen %2: Grad-CAM, das zeigt, was dafür spricht, ist leer. Eine andere Schicht oder Klasse wählen.</translation>
    </message>
    <message>
        <source>the network&apos;s default</source>
        <translation>Vorgabe des Netzes</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
</context>
<context>
    <name>MeasurementText</name>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source> mm²</source>
        <translation> mm²</translation>
    </message>
    <message>
        <source> px²</source>
        <translation> px²</translation>
    </message>
    <message>
        <source>the thorax has no width</source>
        <translation>der Thorax hat keine Breite</translation>
    </message>
    <message>
        <source>CTR %1</source>
        <comment>cardiothoracic ratio</comment>
        <translation>HTQ %1</translation>
    </message>
    <message>
        <source>heart %1, thorax %2</source>
        <translation>Herz %1, Thorax %2</translation>
    </message>
    <message>
        <source>no pixel&apos;s centre inside</source>
        <translation>kein Pixelmittelpunkt darin</translation>
    </message>
    <message>
        <source>mean %1 ± %2%3</source>
        <comment>mean, standard deviation, unit</comment>
        <translation>Mittel %1 ± %2%3</translation>
    </message>
    <message>
        <source>%1 to %2, %3 pixels</source>
        <translation>%1 bis %2, %3 Pixel</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio</source>
        <translation>Herz-Thorax-Quotient</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>unknown: lengths in pixels</source>
        <translation>unbekannt: Längen in Pixeln</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <comment>from row to row, from column to column</comment>
        <translation>%1 × %2 mm</translation>
    </message>
</context>
<context>
    <name>PaintText</name>
    <message>
        <source>tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Superpixel</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>A drag changes window and level</source>
        <translation>Ziehen ändert das Grauwertfenster</translation>
    </message>
    <message>
        <source>A drag paints; [ and ] change its size</source>
        <translation>Ziehen malt; [ und ] ändern die Größe</translation>
    </message>
    <message>
        <source>Clicks set corners; Enter or a double-click closes, Backspace takes the last one back, Esc all of them</source>
        <translation>Klicks setzen Ecken; Eingabe oder Doppelklick schließt, Rücktaste nimmt die letzte zurück, Esc alle</translation>
    </message>
    <message>
        <source>A click paints what looks alike up to the next edge; [ and ] change how alike</source>
        <translation>Ein Klick malt aus, was gleich aussieht, bis zur nächsten Kante; [ und ] ändern, wie gleich</translation>
    </message>
    <message>
        <source>A drag takes paint away; [ and ] change its size</source>
        <translation>Ziehen nimmt Farbe weg; [ und ] ändern die Größe</translation>
    </message>
    <message>
        <source>A click paints a superpixel, or takes its paint away; [ and ] change how many there are</source>
        <translation>Ein Klick malt ein Superpixel aus oder macht es wieder frei; [ und ] ändern ihre Zahl</translation>
    </message>
    <message>
        <source>Enter paints where the explanation is strong; [ and ] change how strong</source>
        <translation>Eingabe malt aus, wo die Erklärung stark ist; [ und ] ändern, wie stark</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Research use only. An explanation shows what this network responds to; it does not locate disease.</source>
        <translation>Nur für die Forschung. Eine Erklärung zeigt, worauf dieses Netz reagiert; sie findet keine Krankheit.</translation>
    </message>
</context>
<context>
    <name>ProbeText</name>
    <message>
        <source>x %1, y %2</source>
        <translation>x %1, y %2</translation>
    </message>
    <message>
        <source>value %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>Eingabe %1</translation>
    </message>
    <message>
        <source>map %1</source>
        <translation>Karte %1</translation>
    </message>
</context>
<context>
    <name>Recipes</name>
    <message>
        <source>CIFAR-10, cross-entropy alone: the baseline of Woods 2019</source>
        <translation>CIFAR-10, nur Kreuzentropie: der Vergleichsmaßstab von Woods 2019</translation>
    </message>
    <message>
        <source>CIFAR-10, adversarial examples in L2 (Woods 2019)</source>
        <translation>CIFAR-10, adversariale Beispiele in L2 (Woods 2019)</translation>
    </message>
    <message>
        <source>CIFAR-10, the smallest adversarial examples that are found</source>
        <translation>CIFAR-10, die kleinsten adversarialen Beispiele, die gefunden werden</translation>
    </message>
    <message>
        <source>CIFAR-10, robust terms (Woods 2019)</source>
        <translation>CIFAR-10, robuste Terme (Woods 2019)</translation>
    </message>
    <message>
        <source>CIFAR-10, robust terms and adversarial examples (Woods 2019)</source>
        <translation>CIFAR-10, robuste Terme und adversariale Beispiele (Woods 2019)</translation>
    </message>
    <message>
        <source>CIFAR-10, adversarial training in L∞ (Madry 2018)</source>
        <translation>CIFAR-10, adversariales Training in L∞ (Madry 2018)</translation>
    </message>
    <message>
        <source>CIFAR-10, Gaussian noise on the images</source>
        <translation>CIFAR-10, Gaußsches Rauschen auf den Bildern</translation>
    </message>
    <message>
        <source>CIFAR-10, Gaussian noise and robust terms</source>
        <translation>CIFAR-10, Gaußsches Rauschen und robuste Terme</translation>
    </message>
    <message>
        <source>CIFAR-10, the base network of randomized smoothing (Cohen 2019)</source>
        <translation>CIFAR-10, das Grundnetz des Randomized Smoothing (Cohen 2019)</translation>
    </message>
    <message>
        <source>CIFAR-10, TRADES (Zhang 2019)</source>
        <translation>CIFAR-10, TRADES (Zhang 2019)</translation>
    </message>
    <message>
        <source>CIFAR-10, examples of other networks (Tramèr 2018)</source>
        <translation>CIFAR-10, Beispiele anderer Netze (Tramèr 2018)</translation>
    </message>
    <message>
        <source>CIFAR-10, bounded singular values: a Lipschitz baseline</source>
        <translation>CIFAR-10, beschränkte Singulärwerte: ein Lipschitz-Vergleichsmaßstab</translation>
    </message>
    <message>
        <source>Folders of classes, 224×224 pixels, as ImageNet is laid out</source>
        <translation>Ordner von Klassen, 224×224 Pixel, wie ImageNet angelegt ist</translation>
    </message>
    <message>
        <source>Children&apos;s chest X-rays, robust terms: the bundled network</source>
        <translation>Röntgenbilder kindlicher Lungen, robuste Terme: das mitgelieferte Netz</translation>
    </message>
    <message>
        <source>Children&apos;s chest X-rays, cross-entropy alone</source>
        <translation>Röntgenbilder kindlicher Lungen, nur Kreuzentropie</translation>
    </message>
    <message>
        <source>PneumoniaMNIST, 28×28 pixels, robust terms</source>
        <translation>PneumoniaMNIST, 28×28 Pixel, robuste Terme</translation>
    </message>
    <message>
        <source>Synthetic X-rays with nodules, robust terms: the bundled network</source>
        <translation>Künstliche Röntgenbilder mit Rundherden, robuste Terme: das mitgelieferte Netz</translation>
    </message>
    <message>
        <source>Synthetic X-rays with nodules, cross-entropy alone</source>
        <translation>Künstliche Röntgenbilder mit Rundherden, nur Kreuzentropie</translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message>
        <source>Confidence over ρ</source>
        <translation>Konfidenz über ρ</translation>
    </message>
    <message>
        <source>Confidences</source>
        <translation>Konfidenzen</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Research use only · %1</source>
        <translation>Nur für die Forschung · %1</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Score R²</source>
        <translation>Güte R²</translation>
    </message>
    <message>
        <source>ρ reached</source>
        <translation>ρ erreicht</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Image as it is</source>
        <translation>Bild, wie es ist</translation>
    </message>
    <message>
        <source>Raised at ρ %1</source>
        <translation>Gehoben bei ρ %1</translation>
    </message>
    <message>
        <source>Lowered at ρ %1</source>
        <translation>Gesenkt bei ρ %1</translation>
    </message>
    <message>
        <source>%1 more classes are left out.</source>
        <translation>%1 weitere Klassen sind ausgelassen.</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>Klasse %1</translation>
    </message>
    <message>
        <source>ρ %1</source>
        <translation>ρ %1</translation>
    </message>
    <message>
        <source>Made with Rhoscope %1. Not a medical device.</source>
        <translation>Erstellt mit Rhoscope %1. Kein Medizinprodukt.</translation>
    </message>
    <message>
        <source>%1: %2, confidence %3</source>
        <translation>%1: %2, Konfidenz %3</translation>
    </message>
    <message>
        <source>explained class: %1</source>
        <translation>erklärte Klasse: %1</translation>
    </message>
    <message>
        <source>%1×%2 pixels, %3 bits</source>
        <translation>%1×%2 Pixel, %3 Bit</translation>
    </message>
    <message>
        <source>spacing: %1</source>
        <translation>Abstand: %1</translation>
    </message>
    <message>
        <source>to the network %1: %2</source>
        <translation>zum Netz %1: %2</translation>
    </message>
    <message>
        <source>The source may have text drawn into its pixels.</source>
        <translation>In die Pixel der Quelle kann Text gezeichnet sein.</translation>
    </message>
    <message>
        <source>network %1, SHA-256 %2</source>
        <translation>Netz %1, SHA-256 %2</translation>
    </message>
    <message>
        <source>Research use only</source>
        <translation>Nur für die Forschung</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Found from</source>
        <translation>Gefunden ab</translation>
    </message>
</context>
<context>
    <name>RobustnessReportText</name>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Attack ARA (95 %)</source>
        <translation>Angriffs-ARA (95 %)</translation>
    </message>
    <message>
        <source>BTR ARA (95 %)</source>
        <translation>BTR-ARA (95 %)</translation>
    </message>
    <message>
        <source>Median distance</source>
        <translation>Median der Abstände</translation>
    </message>
    <message>
        <source>ECE</source>
        <translation>ECE</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Classes of %1</source>
        <translation>Klassen von %1</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Median attack distance</source>
        <translation>Median, Angriff</translation>
    </message>
    <message>
        <source>Median BTR distance</source>
        <translation>Median, BTR</translation>
    </message>
    <message>
        <source>paper search</source>
        <translation>Suche wie veröffentlicht</translation>
    </message>
    <message>
        <source>fast search</source>
        <translation>schnelle Suche</translation>
    </message>
    <message>
        <source>%1 · images from %2 on, every %3 · %4 · %5</source>
        <translation>%1 · Bilder ab %2, jedes %3. · %4 · %5</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>Robustheit</translation>
    </message>
</context>
<context>
    <name>RobustnessText</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
</context>
<context>
    <name>RunFactTexts</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>&lt;p&gt;Universal time&lt;/p&gt;</source>
        <translation>&lt;p&gt;Weltzeit&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Trained for</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>&lt;p&gt;Over all its sittings&lt;/p&gt;</source>
        <translation>&lt;p&gt;Über alle seine Anläufe&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
</context>
<context>
    <name>RunQuantities</name>
    <message>
        <source>Cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>&lt;p&gt;How surprised the network is by the true class, in nats: −log p. Solid: of the images it learns from; dashed, with dots: of the validation data. Where the dashed line rises while the solid one falls, the network learns by heart.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Wie sehr die wahre Klasse das Netz überrascht, in Nat: −log p. Durchgezogen: bei den Bildern, aus denen es lernt; gestrichelt mit Punkten: bei den Validierungsdaten. Wo die gestrichelte Linie steigt, während die durchgezogene fällt, lernt das Netz auswendig.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;Share of the validation images that get their true class.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Anteil der Validierungsbilder, die ihre wahre Klasse erhalten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>Strafterm</translation>
    </message>
    <message>
        <source>&lt;p&gt;What the recipe adds to the cross-entropy. For the robust terms: ψ · mean |∂s/∂x|&lt;sup&gt;z&lt;/sup&gt;, where s is a logit of the network and x the image.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Was das Rezept zur Kreuzentropie hinzufügt. Bei den robusten Termen: ψ · Mittel |∂s/∂x|&lt;sup&gt;z&lt;/sup&gt;, wobei s ein Logit des Netzes ist und x das Bild.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>&lt;p&gt;Area under the ROC curve, on the validation data: the chance that an image of the class gets a higher confidence than one without it. 0.5 is guessing.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Fläche unter der ROC-Kurve, auf den Validierungsdaten: die Wahrscheinlichkeit, dass ein Bild der Klasse eine höhere Konfidenz erhält als eines ohne sie. 0,5 ist geraten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>ARA</source>
        <translation>ARA</translation>
    </message>
    <message>
        <source>&lt;p&gt;Accuracy-robustness area, measured quickly on some validation images: how far above chance the network stays while the attack grows. Larger is more robust.&lt;/p&gt;&lt;p&gt;ARA = Σ w · max(0, A(ρ) − 1/C), where A(ρ) is the share of the images that no change up to ρ has turned, C the number of classes, w the width of a bin of ρ.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Genauigkeits-Robustheits-Fläche, schnell an einigen Validierungsbildern gemessen: wie weit das Netz über dem Zufall bleibt, während der Angriff wächst. Größer ist robuster.&lt;/p&gt;&lt;p&gt;ARA = Σ w · max(0, A(ρ) − 1/C); A(ρ) ist der Anteil der Bilder, die keine Änderung bis ρ umgestimmt hat, C die Zahl der Klassen, w die Breite einer Stufe von ρ.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>ECE</source>
        <translation>ECE</translation>
    </message>
    <message>
        <source>&lt;p&gt;Expected calibration error, on the validation data: how far confidence and accuracy are apart. 0 is best.&lt;/p&gt;&lt;p&gt;ECE = Σ n&lt;sub&gt;b&lt;/sub&gt;/N · |accuracy&lt;sub&gt;b&lt;/sub&gt; − confidence&lt;sub&gt;b&lt;/sub&gt;| over bins b of the confidence.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Erwarteter Kalibrierungsfehler, auf den Validierungsdaten: wie weit Konfidenz und Genauigkeit auseinanderliegen. 0 ist am besten.&lt;/p&gt;&lt;p&gt;ECE = Σ n&lt;sub&gt;b&lt;/sub&gt;/N · |Genauigkeit&lt;sub&gt;b&lt;/sub&gt; − Konfidenz&lt;sub&gt;b&lt;/sub&gt;| über Stufen b der Konfidenz.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>ψ</source>
        <translation>ψ</translation>
    </message>
    <message>
        <source>&lt;p&gt;Weight of the robust terms. It grows while the cross-entropy is below the recipe&apos;s loss_target, and shrinks above it.&lt;/p&gt;&lt;p&gt;ψ = psi · exp(rate · r)&lt;/p&gt;</source>
        <translation>&lt;p&gt;Gewicht der robusten Terme. Es wächst, solange die Kreuzentropie unter loss_target des Rezepts liegt, und schrumpft darüber.&lt;/p&gt;&lt;p&gt;ψ = psi · exp(rate · r)&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>&lt;p&gt;The size of the steps: warm-up, then the recipe&apos;s schedule.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Die Größe der Schritte: Aufwärmen, dann der Plan des Rezepts.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>&lt;p&gt;Of all processes, validation left out.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Aller Prozesse, ohne die Validierung.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>It starts when the run before it has ended, while a window is open.</source>
        <translation>Er beginnt, wenn der Lauf davor zu Ende ist, solange ein Fenster offen ist.</translation>
    </message>
    <message>
        <source>Its files say that it runs, but its process is not on this machine: it was killed, or it runs on another one. Resume goes on from the last checkpoint.</source>
        <translation>Seine Dateien sagen, dass er läuft, aber sein Prozess ist nicht auf diesem Rechner: Er wurde beendet oder läuft auf einem anderen. „Fortsetzen“ geht vom letzten Sicherungspunkt aus weiter.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>epoch %1/%2</source>
        <translation>Epoche %1/%2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>SeriesText</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 Einzelbilder</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>%1 images in %2 series of %3 studies.</source>
        <translation>%1 Bilder in %2 Serien von %3 Studien.</translation>
    </message>
    <message>
        <source>%1 could not be read, the first: %2: %3</source>
        <translation>%1 nicht lesbar, zuerst: %2: %3</translation>
    </message>
    <message>
        <source>%1 files are no DICOM.</source>
        <translation>%1 Dateien sind kein DICOM.</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
</context>
<context>
    <name>TileText</name>
    <message>
        <source>%1 %2 → %3 · ρ reached %4</source>
        <translation>%1 %2 → %3 · ρ erreicht %4</translation>
    </message>
    <message>
        <source>No difference at ρ 0</source>
        <translation>Keine Differenz bei ρ 0</translation>
    </message>
    <message>
        <source>%1 %2 · unchanged</source>
        <translation>%1 %2 · unverändert</translation>
    </message>
    <message>
        <source>added to the input</source>
        <translation>zur Eingabe addiert</translation>
    </message>
    <message>
        <source>seed %1 · %2 s</source>
        <translation>Startwert %1 · %2 s</translation>
    </message>
    <message>
        <source>network SHA-256 %1</source>
        <translation>Netz SHA-256 %1</translation>
    </message>
    <message>
        <source>R² %1 %2</source>
        <translation>R² %1 %2</translation>
    </message>
    <message>
        <source>local model fits</source>
        <translation>lokales Modell passt</translation>
    </message>
    <message>
        <source>local model fits badly</source>
        <translation>lokales Modell passt schlecht</translation>
    </message>
    <message>
        <source>scaled on its own</source>
        <translation>für sich skaliert</translation>
    </message>
    <message>
        <source>see the warning</source>
        <translation>siehe Warnung</translation>
    </message>
    <message>
        <source>%1 superpixels</source>
        <translation>%1 Superpixel</translation>
    </message>
    <message>
        <source>This network knows no class “%1”</source>
        <translation>Dieses Netz kennt keine Klasse „%1“</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>AE · raise</source>
        <translation>AE · heben</translation>
    </message>
    <message>
        <source>AE · lower</source>
        <translation>AE · senken</translation>
    </message>
    <message>
        <source>Diff · raise</source>
        <translation>Diff · heben</translation>
    </message>
    <message>
        <source>Diff · lower</source>
        <translation>Diff · senken</translation>
    </message>
    <message>
        <source>%1/%2 · %3</source>
        <comment>frame of frames, file</comment>
        <translation>%1/%2 · %3</translation>
    </message>
</context>
<context>
    <name>TrustText</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>oben links</translation>
    </message>
    <message>
        <source>upper middle</source>
        <translation>oben in der Mitte</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>oben rechts</translation>
    </message>
    <message>
        <source>middle left</source>
        <translation>links in der Mitte</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>in der Mitte</translation>
    </message>
    <message>
        <source>middle right</source>
        <translation>rechts in der Mitte</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>unten links</translation>
    </message>
    <message>
        <source>lower middle</source>
        <translation>unten in der Mitte</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>unten rechts</translation>
    </message>
    <message>
        <source>fragile</source>
        <translation>zerbrechlich</translation>
    </message>
    <message>
        <source>firm</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>wie üblich</translation>
    </message>
    <message>
        <source>A change of ρ %1 brings the confidence to chance.</source>
        <translation>Eine Änderung von ρ %1 bringt die Konfidenz auf Zufall.</translation>
    </message>
    <message>
        <source>No change was found that brings the confidence to chance.</source>
        <translation>Keine Änderung wurde gefunden, die die Konfidenz auf Zufall bringt.</translation>
    </message>
    <message>
        <source>A change of ρ %1 flips the decision.</source>
        <translation>Eine Änderung von ρ %1 kippt die Entscheidung.</translation>
    </message>
    <message>
        <source>No change was found that flips the decision.</source>
        <translation>Keine Änderung wurde gefunden, die die Entscheidung kippt.</translation>
    </message>
    <message>
        <source>That is smaller than in %1 of 100 images of the same kind: %2.</source>
        <translation>Das ist weniger als bei %1 von 100 Bildern derselben Art: %2.</translation>
    </message>
    <message>
        <source>That is larger than in %1 of 100 images of the same kind: %2.</source>
        <translation>Das ist mehr als bei %1 von 100 Bildern derselben Art: %2.</translation>
    </message>
    <message>
        <source>This image looks inverted: with black and white exchanged it is much more like those that the network was made for.</source>
        <translation>Dieses Bild sieht invertiert aus: Mit vertauschtem Schwarz und Weiß gleicht es viel mehr denen, für die das Netz gemacht ist.</translation>
    </message>
    <message>
        <source>This image is not like those that the network was made for: do not trust its answer.</source>
        <translation>Dieses Bild gleicht nicht denen, für die das Netz gemacht ist: Trauen Sie seiner Antwort nicht.</translation>
    </message>
    <message>
        <source>Distance %1 from the images that the network was made for; 99 of 100 of those are below %2. With black and white exchanged: %3.</source>
        <translation>Abstand %1 von den Bildern, für die das Netz gemacht ist; 99 von 100 davon liegen unter %2. Mit vertauschtem Schwarz und Weiß: %3.</translation>
    </message>
    <message>
        <source>looks inverted</source>
        <translation>sieht invertiert aus</translation>
    </message>
    <message>
        <source>unlike others</source>
        <translation>anders als andere</translation>
    </message>
    <message>
        <source>like others</source>
        <translation>wie andere</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>lowers</source>
        <translation>senkt</translation>
    </message>
    <message>
        <source>raises</source>
        <translation>hebt</translation>
    </message>
    <message>
        <source>Confidence %1 at ρ %2. Most of the change is %3: %4 of it in a ninth of the picture; half of it in %5 of the pixels.</source>
        <translation>Konfidenz %1 bei ρ %2. Das meiste der Änderung liegt %3: %4 davon in einem Neuntel des Bildes; die Hälfte davon in %5 der Pixel.</translation>
    </message>
    <message>
        <source>ρ %1</source>
        <translation>ρ %1</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine gefunden</translation>
    </message>
    <message>
        <source>to chance</source>
        <translation>auf Zufall bei</translation>
    </message>
    <message>
        <source>flips at</source>
        <translation>kippt bei</translation>
    </message>
    <message>
        <source>Same kind: the %1 images of %2 that are %3, and that the network gets right (%4 search).</source>
        <translation>Dieselbe Art: die %1 Bilder von %2, die %3 sind und die das Netz richtig erkennt (Suche %4).</translation>
    </message>
    <message>
        <source>%1 outside</source>
        <translation>%1 außerhalb</translation>
    </message>
    <message>
        <source>%1 of the map lies outside of the mask, as does %2 of the picture.</source>
        <translation>%1 der Karte liegen außerhalb der Maske, ebenso %2 des Bildes.</translation>
    </message>
    <message>
        <source>Rank correlation %1; overlap of the strongest tenth %2.</source>
        <translation>Rangkorrelation %1; Überlappung des stärksten Zehntels %2.</translation>
    </message>
</context>
<context>
    <name>ViewText</name>
    <message>
        <source>inverted</source>
        <translation>invertiert</translation>
    </message>
    <message>
        <source>table of the file</source>
        <translation>Tabelle der Datei</translation>
    </message>
    <message>
        <source>C %1 · W %2</source>
        <comment>window&apos;s centre and width</comment>
        <translation>C %1 · W %2</translation>
    </message>
    <message>
        <source>life size</source>
        <translation>Lebensgröße</translation>
    </message>
    <message>
        <source>%1 of life size</source>
        <translation>%1 der Lebensgröße</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>kalibriert</translation>
    </message>
    <message>
        <source>at detector</source>
        <translation>am Detektor</translation>
    </message>
    <message>
        <source>nominal</source>
        <translation>nominell</translation>
    </message>
    <message>
        <source>basis unknown</source>
        <translation>Grundlage unbekannt</translation>
    </message>
</context>
<context>
    <name>WindowText</name>
    <message>
        <source>Lung</source>
        <translation>Lunge</translation>
    </message>
    <message>
        <source>Bone</source>
        <translation>Knochen</translation>
    </message>
    <message>
        <source>Soft tissue</source>
        <translation>Weichteile</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>Gehirn</translation>
    </message>
    <message>
        <source>Dark half</source>
        <translation>Dunkle Hälfte</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Bright half</source>
        <translation>Helle Hälfte</translation>
    </message>
    <message>
        <source>C %1 · W %2</source>
        <comment>window&apos;s centre and width</comment>
        <translation>C %1 · W %2</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>Table %1 of the file</source>
        <translation>Tabelle %1 der Datei</translation>
    </message>
    <message>
        <source>Range of the picture</source>
        <translation>Bereich des Bildes</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>Ganzer Bereich</translation>
    </message>
</context>
<context>
    <name>rho::widgets::AccuracyPlot</name>
    <message>
        <source>Accuracy over perturbation</source>
        <translation>Genauigkeit über der Störung</translation>
    </message>
    <message>
        <source>&lt;p&gt;The share of the images that keep their outcome under every perturbation up to ρ. Solid: an attack does not turn the decision away from the true class. Dashed: the confidence of the true class stays above chance.&lt;/p&gt;&lt;p&gt;ARA is the area between the curve and chance: Σ w · max(0, A(ρ) − 1/C). Larger is more robust.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Der Anteil der Bilder, deren Ergebnis keine gefundene Störung bis ρ ändert. Durchgezogen: Ein Angriff bringt die Entscheidung nicht von der wahren Klasse ab. Gestrichelt: Die Konfidenz der wahren Klasse bleibt über dem Zufall.&lt;/p&gt;&lt;p&gt;ARA ist die Fläche zwischen Kurve und Zufall: Σ w · max(0, A(ρ) − 1/C). Größer ist robuster.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>ρ (RMSE of the perturbation)</source>
        <translation>ρ (RMSE der Störung)</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>Genauigkeit, %</translation>
    </message>
    <message>
        <source>chance (%1 %)</source>
        <translation>Zufall (%1 %)</translation>
    </message>
    <message>
        <source>attack</source>
        <translation>Angriff</translation>
    </message>
    <message>
        <source>better than random</source>
        <translation>besser als Zufall</translation>
    </message>
    <message>
        <source>ρ %1</source>
        <translation>ρ %1</translation>
    </message>
    <message>
        <source>%1, better than random: %2 %</source>
        <translation>%1, besser als Zufall: %2 %</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1: %2 %</translation>
    </message>
</context>
<context>
    <name>rho::widgets::CaseList</name>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
</context>
<context>
    <name>rho::widgets::CheckList</name>
    <message>
        <source>Show what was checked</source>
        <translation>Zeigen, was geprüft wurde</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message numerus="yes">
        <source>✓ %n checks passed</source>
        <translation>
            <numerusform>✓ %n Prüfung bestanden</numerusform>
            <numerusform>✓ %n Prüfungen bestanden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 checks passed</source>
        <translation>%1 von %2 Prüfungen bestanden</translation>
    </message>
    <message>
        <source>✓ %1: %2</source>
        <translation>✓ %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>rho::widgets::ColorBar</name>
    <message>
        <source>Colours from %1 to %2</source>
        <translation>Farben von %1 bis %2</translation>
    </message>
</context>
<context>
    <name>rho::widgets::ConfidenceBars</name>
    <message>
        <source>Confidence of each class</source>
        <translation>Konfidenz jeder Klasse</translation>
    </message>
    <message>
        <source>No prediction yet</source>
        <translation>Noch keine Vorhersage</translation>
    </message>
    <message>
        <source>+ %1 classes</source>
        <translation>+ %1 Klassen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>at ρ %1</source>
        <translation>bei ρ %1</translation>
    </message>
    <message>
        <source>found, as from %1 on</source>
        <translation>gefunden, wie ab %1</translation>
    </message>
    <message>
        <source>not found, as below %1</source>
        <translation>nicht gefunden, wie unter %1</translation>
    </message>
    <message>
        <source>%1. Click to explain this class.</source>
        <translation>%1. Ein Klick erklärt diese Klasse.</translation>
    </message>
</context>
<context>
    <name>rho::widgets::ConfidencePlot</name>
    <message>
        <source>Confidence of each class over ρ</source>
        <translation>Konfidenz jeder Klasse über ρ</translation>
    </message>
    <message>
        <source>ρ (RMSE of the perturbation)</source>
        <translation>ρ (RMSE der Störung)</translation>
    </message>
    <message>
        <source>confidence, %</source>
        <translation>Konfidenz, %</translation>
    </message>
    <message>
        <source>decision flips</source>
        <translation>Entscheidung kippt</translation>
    </message>
    <message>
        <source>better than random (%1 %)</source>
        <translation>besser als Zufall (%1 %)</translation>
    </message>
    <message>
        <source>found (from %1 % on)</source>
        <translation>gefunden (ab %1 %)</translation>
    </message>
</context>
<context>
    <name>rho::widgets::ConfusionView</name>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>wahre Klasse</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Verwechslungsmatrix</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Verwechslungen</translation>
    </message>
    <message>
        <source>Confusion of %1</source>
        <translation>Verwechslungen von %1</translation>
    </message>
    <message>
        <source>%1 recognised: %2 of %3</source>
        <translation>%1 erkannt: %2 von %3</translation>
    </message>
    <message>
        <source>%1 taken for %2: %3 of %4</source>
        <translation>%1 für %2 gehalten: %3 von %4</translation>
    </message>
</context>
<context>
    <name>rho::widgets::FilmStrip</name>
    <message>
        <source>Pictures of the sweep over ρ</source>
        <translation>Bilder des Laufs über ρ</translation>
    </message>
</context>
<context>
    <name>rho::widgets::Guide</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Führung</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>rho::widgets::JobPanel</name>
    <message>
        <source>Nothing is being computed.</source>
        <translation>Es wird nichts berechnet.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>✕ cancel all</source>
        <translation>✕ alle abbrechen</translation>
    </message>
</context>
<context>
    <name>rho::widgets::JobRow</name>
    <message>
        <source>under way</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel; what is done stays</source>
        <translation>Abbrechen; Fertiges bleibt</translation>
    </message>
    <message>
        <source>Dismiss %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
</context>
<context>
    <name>rho::widgets::JobStatus</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>✕ cancel</source>
        <translation>✕ abbrechen</translation>
    </message>
    <message>
        <source>Stop computing (Esc); what is done stays</source>
        <translation>Rechnen anhalten (Esc); Fertiges bleibt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 · and %2 more</source>
        <translation>%1 · und %2 weitere</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Jobs: %1</source>
        <translation>Aufträge: %1</translation>
    </message>
    <message>
        <source>%1
Show all jobs (Ctrl+J)</source>
        <translation>%1
Alle Aufträge zeigen (Ctrl+J)</translation>
    </message>
</context>
<context>
    <name>rho::widgets::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>rho::widgets::NetworkScatter</name>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>ARA over accuracy</source>
        <translation>ARA über der Genauigkeit</translation>
    </message>
    <message>
        <source>&lt;p&gt;A mark for each network: filled for attack ARA, a ring for BTR ARA, with the interval that holds it in 95 of 100 samples of images. Upper right is best: accurate and robust.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Eine Marke für jedes Netz: gefüllt für Angriffs-ARA, ein Ring für BTR-ARA, mit dem 95-%-Intervall über die Auswahl der Bilder (Bootstrap). Oben rechts ist am besten: genau und robust.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>Genauigkeit, %</translation>
    </message>
    <message>
        <source>ARA</source>
        <translation>ARA</translation>
    </message>
    <message>
        <source>accuracy %1 %</source>
        <translation>Genauigkeit %1 %</translation>
    </message>
    <message>
        <source>attack ARA %1</source>
        <translation>Angriffs-ARA %1</translation>
    </message>
    <message>
        <source>BTR ARA %1</source>
        <translation>BTR-ARA %1</translation>
    </message>
</context>
<context>
    <name>rho::widgets::PairMatrix</name>
    <message>
        <source>%1 – %2: %3 %4</source>
        <translation>%1 – %2: %3 %4</translation>
    </message>
</context>
<context>
    <name>rho::widgets::PairedBars</name>
    <message>
        <source>attack ARA</source>
        <translation>Angriffs-ARA</translation>
    </message>
    <message>
        <source>BTR ARA</source>
        <translation>BTR-ARA</translation>
    </message>
    <message>
        <source>Attack ARA misleads here. Its order: %1</source>
        <translation>Angriffs-ARA täuscht hier. Ihre Reihenfolge: %1</translation>
    </message>
    <message>
        <source>Order by BTR ARA: %1</source>
        <translation>Reihenfolge nach BTR-ARA: %1</translation>
    </message>
    <message>
        <source>&lt;p&gt;Attack ARA asks when the decision turns; BTR ARA asks when the confidence of the true class falls to chance, 1/C. Where the two orders differ, attack ARA misleads.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Angriffs-ARA fragt, wann die Entscheidung kippt; BTR-ARA, wann die Konfidenz der wahren Klasse auf den Zufall fällt, 1/C. Wo sich die beiden Reihenfolgen unterscheiden, täuscht Angriffs-ARA.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>When attack ARA misleads</source>
        <translation>Wann Angriffs-ARA täuscht</translation>
    </message>
</context>
<context>
    <name>rho::widgets::ReliabilityPlot</name>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>&lt;p&gt;Images in bins of the highest confidence; the height of a bar is how many of them the network gets right. On the diagonal, the network is as sure as it may be; below it, too sure. The paler a bar, the fewer images it holds.&lt;/p&gt;&lt;p&gt;ECE = Σ n&lt;sub&gt;b&lt;/sub&gt;/N · |accuracy&lt;sub&gt;b&lt;/sub&gt; − confidence&lt;sub&gt;b&lt;/sub&gt;| over bins b. 0 is best.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Bilder in Klassen der höchsten Konfidenz; die Höhe eines Balkens sagt, wie viele davon das Netz richtig erkennt. Auf der Diagonale ist das Netz so sicher, wie es sein darf; darunter zu sicher. Je blasser ein Balken, desto weniger Bilder.&lt;/p&gt;&lt;p&gt;ECE = Σ n&lt;sub&gt;b&lt;/sub&gt;/N · |Genauigkeit&lt;sub&gt;b&lt;/sub&gt; − Konfidenz&lt;sub&gt;b&lt;/sub&gt;| über Balken b. 0 ist am besten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>confidence, %</source>
        <translation>Konfidenz, %</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>Genauigkeit, %</translation>
    </message>
    <message>
        <source>Calibration of %1 · ECE %2</source>
        <translation>Kalibrierung von %1 · ECE %2</translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>confidence %1 %</source>
        <translation>Konfidenz %1 %</translation>
    </message>
    <message>
        <source>accuracy %1 %</source>
        <translation>Genauigkeit %1 %</translation>
    </message>
</context>
<context>
    <name>rho::widgets::RhoControl</name>
    <message>
        <source>Size of the perturbation: root-mean-square over all pixel values in [0,1]</source>
        <translation>Größe der Störung: Effektivwert über alle Pixelwerte in [0,1]</translation>
    </message>
    <message>
        <source>ρ</source>
        <translation>ρ</translation>
    </message>
    <message>
        <source>ρ, size of the perturbation</source>
        <translation>ρ, Größe der Störung</translation>
    </message>
    <message>
        <source>Arrow keys: steps of 0.005</source>
        <translation>Pfeiltasten: Schritte von 0,005</translation>
    </message>
    <message>
        <source>▶ play</source>
        <translation>▶ abspielen</translation>
    </message>
    <message>
        <source>Run through the sweep</source>
        <translation>Den Lauf abspielen</translation>
    </message>
    <message>
        <source>Play the sweep over ρ</source>
        <translation>Lauf über ρ abspielen</translation>
    </message>
    <message>
        <source>❚❚ pause</source>
        <translation>❚❚ Pause</translation>
    </message>
</context>
<context>
    <name>rho::widgets::RunPlot</name>
    <message>
        <source>%1 over the epochs</source>
        <translation>%1 über den Epochen</translation>
    </message>
</context>
<context>
    <name>rho::widgets::TileHeader</name>
    <message>
        <source>Menu of %1</source>
        <translation>Menü von %1</translation>
    </message>
</context>
<context>
    <name>rho::widgets::WarningMark</name>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::AddressField</name>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Choose a folder or a file</source>
        <translation>Einen Ordner oder eine Datei wählen</translation>
    </message>
    <message>
        <source>A folder of classes…</source>
        <translation>Ein Ordner von Klassen…</translation>
    </message>
    <message>
        <source>Labelled images</source>
        <translation>Bilder mit Klassen</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Eine Datei…</translation>
    </message>
    <message>
        <source>Labelled images (*.npz *.csv *.json *.tar *.zip);;All files (*)</source>
        <translation>Bilder mit Klassen (*.npz *.csv *.json *.tar *.zip);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>rho::workbench::AnnotatePage</name>
    <message>
        <source>New annotation project…</source>
        <translation>Neues Annotationsprojekt …</translation>
    </message>
    <message>
        <source>Open annotation pro&amp;ject…</source>
        <translation>Annotationspro&amp;jekt öffnen …</translation>
    </message>
    <message>
        <source>&amp;Annotator…</source>
        <translation>&amp;Annotator …</translation>
    </message>
    <message>
        <source>&amp;Import images…</source>
        <translation>Bilder &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Fill the queue</source>
        <translation>Warteschlange &amp;füllen</translation>
    </message>
    <message>
        <source>&amp;Table (CSV)…</source>
        <translation>&amp;Tabelle (CSV) …</translation>
    </message>
    <message>
        <source>&amp;COCO…</source>
        <translation>&amp;COCO …</translation>
    </message>
    <message>
        <source>&amp;Masks…</source>
        <translation>&amp;Masken …</translation>
    </message>
    <message>
        <source>T&amp;raining set…</source>
        <translation>T&amp;rainingsmenge …</translation>
    </message>
    <message>
        <source>and on to the next case</source>
        <translation>und weiter zum nächsten Fall</translation>
    </message>
    <message>
        <source>Done (Ctrl+Enter)</source>
        <translation>Fertig (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Uncertain (U)</source>
        <translation>Unsicher (U)</translation>
    </message>
    <message>
        <source>Skip (S)</source>
        <translation>Überspringen (S)</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Kommentar</translation>
    </message>
    <message>
        <source>Go on after a label</source>
        <translation>Nach einem Label weiter</translation>
    </message>
    <message>
        <source>&amp;Next case</source>
        <translation>&amp;Nächster Fall</translation>
    </message>
    <message>
        <source>&amp;Previous case</source>
        <translation>&amp;Voriger Fall</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>Nächster Fall</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>Voriger Fall</translation>
    </message>
    <message>
        <source>First case</source>
        <translation>Erster Fall</translation>
    </message>
    <message>
        <source>Last case</source>
        <translation>Letzter Fall</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Evidence or not</source>
        <translation>&amp;Beleg oder nicht</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Größer</translation>
    </message>
    <message>
        <source>Close the polygon, or paint what is marked</source>
        <translation>Polygon schließen oder Markiertes ausmalen</translation>
    </message>
    <message>
        <source>Take the last corner back</source>
        <translation>Letzte Ecke zurücknehmen</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>Explanation stronger</source>
        <translation>Erklärung stärker</translation>
    </message>
    <message>
        <source>Explanation weaker</source>
        <translation>Erklärung schwächer</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Invertieren</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>Skip the case with S, or look for its file.</source>
        <translation>Mit S überspringen, oder die Datei suchen.</translation>
    </message>
    <message>
        <source>For %1, which the network gives %2.</source>
        <translation>Für %1; das Netz gibt dafür %2.</translation>
    </message>
    <message>
        <source>Opening the case…</source>
        <translation>Der Fall wird geöffnet …</translation>
    </message>
    <message>
        <source>%1 has %2×%3 pixels, not %4×%5 as when it was imported: it cannot be painted on.</source>
        <translation>%1 hat %2×%3 Pixel, nicht %4×%5 wie beim Import: Es kann nicht darauf gemalt werden.</translation>
    </message>
    <message>
        <source>Give a label first, or skip the case with S.</source>
        <translation>Erst ein Label geben, oder mit S überspringen.</translation>
    </message>
    <message>
        <source>Open a network under Model: it is explained.</source>
        <translation>Unter Modell ein Netz öffnen: Es wird erklärt.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Annotate images&lt;/h3&gt;&lt;p&gt;A project is one file: it keeps which images are to be judged, what everybody said of them, and each step, so that nothing is lost.&lt;/p&gt;&lt;p&gt;Begin a new one, open one, or drop it here.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Bilder annotieren&lt;/h3&gt;&lt;p&gt;Ein Projekt ist eine Datei: Sie hält fest, welche Bilder zu beurteilen sind, was jeder dazu gesagt hat, und jeden Schritt, damit nichts verloren geht.&lt;/p&gt;&lt;p&gt;Ein neues beginnen, eines öffnen oder hier ablegen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt …</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen …</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1 (%2 of %3) — %4</source>
        <translation>%1 (%2 von %3) — %4</translation>
    </message>
    <message>
        <source>Say who you are: Annotate, Annotator…</source>
        <translation>Wer sind Sie? Annotieren, Annotator …</translation>
    </message>
    <message>
        <source>This project has no images yet. Import some: Annotate, Import images…</source>
        <translation>Dieses Projekt hat noch keine Bilder: Annotieren, Bilder importieren …</translation>
    </message>
    <message>
        <source>All cases of this list are judged.

Fill the queue at the lower left (Ctrl+Shift+F) for more, or choose other cases above the list.</source>
        <translation>Alle Fälle dieser Liste sind beurteilt.

Unten links die Warteschlange füllen (Strg+Umschalt+F), oder über der Liste andere Fälle wählen.</translation>
    </message>
    <message>
        <source>No case of this kind.</source>
        <translation>Kein solcher Fall.</translation>
    </message>
    <message>
        <source>Nothing waits for you: the readers agree on all cases that they are done with.</source>
        <translation>Nichts wartet auf Sie: Die Leser sind sich bei allen fertigen Fällen einig.</translation>
    </message>
    <message>
        <source>Nothing waits for you.

Fill the queue at the lower left (Ctrl+Shift+F), or choose other cases above the list.</source>
        <translation>Nichts wartet auf Sie.

Unten links die Warteschlange füllen (Strg+Umschalt+F), oder über der Liste andere Fälle wählen.</translation>
    </message>
    <message>
        <source>Some steps are not on the disk yet. Make room for them, or quit once more to lose them.</source>
        <translation>Einige Schritte sind noch nicht gespeichert. Schaffen Sie Platz, oder beenden Sie noch einmal und verlieren sie.</translation>
    </message>
    <message>
        <source>%1: %2 cases, %3 masks.</source>
        <translation>%1: %2 Fälle, %3 Masken.</translation>
    </message>
    <message>
        <source>Everything is on the disk now.</source>
        <translation>Jetzt ist alles gespeichert.</translation>
    </message>
    <message>
        <source>Annotator…</source>
        <translation>Annotator …</translation>
    </message>
    <message>
        <source>Steps that are not on the disk yet: %1. They are kept and tried again. %2</source>
        <translation>Noch nicht gespeicherte Schritte: %1. Sie werden behalten und noch einmal versucht. %2</translation>
    </message>
    <message>
        <source>Open an annotation project</source>
        <translation>Ein Annotationsprojekt öffnen</translation>
    </message>
    <message>
        <source>Annotation projects (*%1);;All files (*)</source>
        <translation>Annotationsprojekte (*%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import a folder of images</source>
        <translation>Einen Ordner mit Bildern importieren</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>COCO (*.json)</source>
        <translation>COCO (*.json)</translation>
    </message>
    <message>
        <source>Export annotations</source>
        <translation>Annotationen exportieren</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>In einen Ordner exportieren</translation>
    </message>
    <message>
        <source>As&amp;k the network…</source>
        <translation>Netz frag&amp;en …</translation>
    </message>
    <message>
        <source>Train with these la&amp;bels…</source>
        <translation>Mit diesen Labels &amp;trainieren …</translation>
    </message>
    <message>
        <source>%1-training</source>
        <translation>%1-Training</translation>
    </message>
    <message>
        <source>No case is judged yet, so that there is nothing to learn from.</source>
        <translation>Noch ist kein Fall beurteilt; es gibt nichts, woraus gelernt werden könnte.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::AnnotatorDialog</name>
    <message>
        <source>Who are you?</source>
        <translation>Wer sind Sie?</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>your name, or a pseudonym</source>
        <translation>Ihr Name oder ein Pseudonym</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Readers see nobody else&apos;s answers. An adjudicator sees all readers and decides where they disagree.</source>
        <translation>Leser sehen die Antworten der anderen nicht. Ein Schiedsrichter sieht alle Leser und entscheidet, wo sie uneins sind.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ArchiveForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As you call it</source>
        <translation>Wie Sie es nennen</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>The archive&apos;s name or address in the network</source>
        <translation>Name oder Adresse des Archivs im Netz</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>104, 4242 and 11112 are usual</source>
        <translation>Üblich sind 104, 4242 und 11112</translation>
    </message>
    <message>
        <source>Its AE title</source>
        <translation>Sein AE-Titel</translation>
    </message>
    <message>
        <source>What the archive calls itself</source>
        <translation>Wie sich das Archiv selbst nennt</translation>
    </message>
    <message>
        <source>Our AE title</source>
        <translation>Unser AE-Titel</translation>
    </message>
    <message>
        <source>What the archive knows this computer as</source>
        <translation>Als was das Archiv diesen Rechner kennt</translation>
    </message>
    <message>
        <source>Our port</source>
        <translation>Unser Port</translation>
    </message>
    <message>
        <source>Where the archive sends images to (C-MOVE); it must know our AE title, this computer and this port. &quot;none&quot;: images come over our own connection (C-GET), which not every archive offers for compressed images.</source>
        <translation>Wohin das Archiv Bilder sendet (C-MOVE); es muss unseren AE-Titel, diesen Rechner und diesen Port kennen. „keiner“: Bilder kommen über unsere eigene Verbindung (C-GET), was nicht jedes Archiv für komprimierte Bilder anbietet.</translation>
    </message>
    <message>
        <source>Wait for answers</source>
        <translation>Auf Antworten warten</translation>
    </message>
    <message>
        <source>Seconds, for every answer</source>
        <translation>Sekunden, für jede Antwort</translation>
    </message>
    <message>
        <source>&amp;Check the connection</source>
        <translation>Verbindung &amp;prüfen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Retrieved images</source>
        <translation>Abgerufene Bilder</translation>
    </message>
    <message>
        <source>Enter another archive</source>
        <translation>Ein weiteres Archiv eingeben</translation>
    </message>
    <message>
        <source>Forget this archive</source>
        <translation>Dieses Archiv vergessen</translation>
    </message>
    <message>
        <source>Retrieved studies are kept here, a folder for each, until you remove them</source>
        <translation>Abgerufene Studien bleiben hier, jede in einem Ordner, bis Sie sie entfernen</translation>
    </message>
    <message>
        <source>Choose where retrieved images are kept</source>
        <translation>Wählen, wo abgerufene Bilder bleiben</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>ohne Namen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ArchiveWindow</name>
    <message>
        <source>Arc&amp;hive…</source>
        <translation>Archi&amp;v…</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>Studien</translation>
    </message>
    <message>
        <source>&amp;Retrieve and open</source>
        <translation>&amp;Abrufen und öffnen</translation>
    </message>
    <message>
        <source>Send &amp;files…</source>
        <translation>Da&amp;teien senden…</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Archive: %1</source>
        <translation>Archiv: %1</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Puts DICOM files into the archive: nothing else here changes it</source>
        <translation>Legt DICOM-Dateien im Archiv ab: nichts anderes hier verändert es</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Enter an archive&apos;s host in the settings.</source>
        <translation>Geben Sie in den Einstellungen den Rechner eines Archivs ein.</translation>
    </message>
    <message>
        <source>Checking the connection</source>
        <translation>Die Verbindung wird geprüft</translation>
    </message>
    <message>
        <source>The archive answers.</source>
        <translation>Das Archiv antwortet.</translation>
    </message>
    <message>
        <source>Asking the archive</source>
        <translation>Das Archiv wird gefragt</translation>
    </message>
    <message>
        <source>Studies: %1</source>
        <translation>Studien: %1</translation>
    </message>
    <message>
        <source>%1, and more that are not shown: narrow the search</source>
        <translation>%1 und weitere, die nicht gezeigt werden: Suche einengen</translation>
    </message>
    <message>
        <source>Retrieving</source>
        <translation>Abrufen</translation>
    </message>
    <message>
        <source>Images that came: %1</source>
        <translation>Bilder, die kamen: %1</translation>
    </message>
    <message>
        <source>Not kept: %1</source>
        <translation>Nicht behalten: %1</translation>
    </message>
    <message>
        <source>Send to the archive</source>
        <translation>An das Archiv senden</translation>
    </message>
    <message>
        <source>DICOM files (*.dcm);;All files (*)</source>
        <translation>DICOM-Dateien (*.dcm);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Files that the archive took: %1</source>
        <translation>Dateien, die das Archiv annahm: %1</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CardActions</name>
    <message>
        <source>The card of %1 holds now.</source>
        <translation>Die Karte von %1 gilt jetzt.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CardDialog</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Sichern</translation>
    </message>
    <message>
        <source>&amp;Use until the program ends</source>
        <translation>&amp;Verwenden, bis das Programm endet</translation>
    </message>
    <message>
        <source>Card of %1</source>
        <translation>Karte von %1</translation>
    </message>
    <message>
        <source>Names of the classes</source>
        <translation>Namen der Klassen</translation>
    </message>
    <message>
        <source>Texts (*.txt *.json *.csv *.names);;All files (*)</source>
        <translation>Texte (*.txt *.json *.csv *.names);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>no image</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>Another image…</source>
        <translation>Anderes Bild…</translation>
    </message>
    <message>
        <source>An image to try the card on</source>
        <translation>Ein Bild, an dem die Karte erprobt wird</translation>
    </message>
    <message>
        <source>Check on an example</source>
        <translation>Probe an einem Beispiel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Beside the network: %1.json</source>
        <translation>Neben dem Netz: %1.json</translation>
    </message>
    <message>
        <source>Reading what the file tells</source>
        <translation>Lese, was die Datei sagt</translation>
    </message>
    <message>
        <source>Opening the example</source>
        <translation>Öffne das Beispiel</translation>
    </message>
    <message>
        <source>Reading the names</source>
        <translation>Lese die Namen</translation>
    </message>
    <message>
        <source>Trying the card</source>
        <translation>Erprobe die Karte</translation>
    </message>
    <message>
        <source>The network opens with this card. An image shows whether its answers make sense.</source>
        <translation>Das Netz lässt sich mit dieser Karte öffnen. Ob seine Antworten sinnvoll sind, zeigt ein Bild.</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird erprobt…</translation>
    </message>
    <message>
        <source>As soon as the form says enough, the network&apos;s answer is shown here.</source>
        <translation>Sobald das Formular genug sagt, steht hier die Antwort des Netzes.</translation>
    </message>
    <message>
        <source>Saving the card</source>
        <translation>Sichere die Karte</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>The network does not open as it is: %1.</source>
        <translation>Das Netz lässt sich so nicht öffnen: %1.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CardForm</name>
    <message>
        <source>&amp;One class per image (softmax)</source>
        <translation>&amp;Eine Klasse je Bild (Softmax)</translation>
    </message>
    <message>
        <source>&amp;Each class on its own (sigmoid)</source>
        <translation>Jede Klasse &amp;für sich (Sigmoid)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>&amp;Fill in as for</source>
        <translation>A&amp;usfüllen wie für</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>&amp;Input</source>
        <translation>Ein&amp;gabe</translation>
    </message>
    <message>
        <source>One number per channel, for pixels from 0 to 1, with a decimal point. The network sees (x − mean) / standard deviation; 0 and 1 where it normalises by itself.</source>
        <translation>Eine Zahl je Kanal, für Bildpunkte von 0 bis 1, mit Dezimalpunkt. Das Netz sieht (x − Mittel) / Standardabweichung; 0 und 1, wo es selbst normiert.</translation>
    </message>
    <message>
        <source>&amp;Mean</source>
        <translation>&amp;Mittel</translation>
    </message>
    <message>
        <source>Standard &amp;deviation</source>
        <translation>Standard&amp;abweichung</translation>
    </message>
    <message>
        <source>one name per line, in the order of the outputs</source>
        <translation>ein Name je Zeile, in der Reihenfolge der Ausgaben</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus Datei…</translation>
    </message>
    <message>
        <source>A text file with a name per line, or a JSON list or dictionary</source>
        <translation>Eine Textdatei mit einem Namen je Zeile, oder eine JSON-Liste oder ein Wörterbuch</translation>
    </message>
    <message>
        <source>What networks of a kind have in common. Classes only where their number fits.</source>
        <translation>Was Netze einer Art gemeinsam haben. Klassen nur, wo ihre Zahl passt.</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>wählen…</translation>
    </message>
    <message>
        <source>Pixels from 0 to 1, as they are</source>
        <translation>Bildpunkte von 0 bis 1, wie sie sind</translation>
    </message>
    <message numerus="yes">
        <source>%n names</source>
        <translation>
            <numerusform>%n Name</numerusform>
            <numerusform>%n Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✓ %n names, as many as outputs</source>
        <translation>
            <numerusform>✓ %n Name, so viele wie Ausgaben</numerusform>
            <numerusform>✓ %n Namen, so viele wie Ausgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ %1 names for %2 outputs</source>
        <translation>⚠ %1 Namen für %2 Ausgaben</translation>
    </message>
    <message numerus="yes">
        <source>Mean: %n numbers with a decimal point, one per channel.</source>
        <translation>
            <numerusform>Mittel: %n Zahl mit Dezimalpunkt, eine je Kanal.</numerusform>
            <numerusform>Mittel: %n Zahlen mit Dezimalpunkt, eine je Kanal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Standard deviation: %n numbers with a decimal point, one per channel.</source>
        <translation>
            <numerusform>Standardabweichung: %n Zahl mit Dezimalpunkt, eine je Kanal.</numerusform>
            <numerusform>Standardabweichung: %n Zahlen mit Dezimalpunkt, eine je Kanal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Standard deviation: the input is divided by it, so that it must be above 0.</source>
        <translation>Standardabweichung: Durch sie wird geteilt, deshalb muss sie über 0 liegen.</translation>
    </message>
    <message>
        <source>Classes: name them, one per line.</source>
        <translation>Klassen: benennen, eine je Zeile.</translation>
    </message>
    <message>
        <source>Classes: %1 names, but the network has %2 outputs.</source>
        <translation>Klassen: %1 Namen, aber das Netz hat %2 Ausgaben.</translation>
    </message>
    <message>
        <source>Task: choose one.</source>
        <translation>Aufgabe: eine wählen.</translation>
    </message>
    <message>
        <source>Task: a softmax of one class is always 1; take each class on its own.</source>
        <translation>Aufgabe: Der Softmax einer einzigen Klasse ist immer 1; jede Klasse für sich wählen.</translation>
    </message>
    <message>
        <source>Input: width and height are missing.</source>
        <translation>Eingabe: Breite und Höhe fehlen.</translation>
    </message>
    <message>
        <source>Input: say whether it is grey or coloured.</source>
        <translation>Eingabe: Grau oder Farbe wählen.</translation>
    </message>
    <message>
        <source>Network: choose the one that the weights are of.</source>
        <translation>Netz: das wählen, von dem die Gewichte sind.</translation>
    </message>
    <message>
        <source>Network: look at what was assumed, and confirm it.</source>
        <translation>Netz: ansehen, was angenommen wurde, und bestätigen.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CaseCanvas</name>
    <message>
        <source>Picture of the case</source>
        <translation>Bild des Falls</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CaseImages</name>
    <message>
        <source>Opening the case</source>
        <translation>Der Fall wird geöffnet</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CasePanel</name>
    <message>
        <source>Go on after a label (A)</source>
        <translation>Nach einem Label weiter (A)</translation>
    </message>
    <message>
        <source>Show it (G)</source>
        <translation>Zeigen (G)</translation>
    </message>
    <message>
        <source>Who annotates; click to change</source>
        <translation>Wer annotiert; Klick ändert es</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>The class that is painted for</source>
        <translation>Die Klasse, für die gemalt wird</translation>
    </message>
    <message>
        <source>Also by Shift and the label&apos;s digit; Shift 0 is the whole case</source>
        <translation>Auch mit Umschalt und der Ziffer des Labels; Umschalt 0 ist der ganze Fall</translation>
    </message>
    <message>
        <source>Painted for</source>
        <translation>Gemalt für</translation>
    </message>
    <message>
        <source>Comment (C)</source>
        <translation>Kommentar (C)</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Method of the explanation</source>
        <translation>Methode der Erklärung</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Count the agreement of the readers again</source>
        <translation>Die Übereinstimmung der Leser neu zählen</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Annotator: %1</source>
        <translation>Annotator: %1</translation>
    </message>
    <message>
        <source>No two readers are done with the same cases.</source>
        <translation>Keine zwei Leser sind mit denselben Fällen fertig.</translation>
    </message>
    <message>
        <source>the case as a whole</source>
        <translation>der Fall als Ganzes</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CaseScoring</name>
    <message>
        <source>Asking %1</source>
        <translation>%1 wird gefragt</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CaseSuperpixels</name>
    <message>
        <source>Superpixels</source>
        <translation>Superpixel</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CaseThumbnails</name>
    <message>
        <source>Drawing the cases</source>
        <translation>Die Fälle werden gezeichnet</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ClassTable</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Attack ρ</source>
        <translation>Angriff ρ</translation>
    </message>
    <message>
        <source>BTR ρ</source>
        <translation>BTR ρ</translation>
    </message>
    <message>
        <source>Half of its images change their decision at a smaller perturbation (RMSE)</source>
        <translation>Bei der Hälfte ihrer Bilder kippt die Entscheidung bei einer kleineren Störung (RMSE)</translation>
    </message>
    <message>
        <source>Half of its images fall to chance at a smaller perturbation (RMSE)</source>
        <translation>Die Hälfte ihrer Bilder fällt bei einer kleineren Störung (RMSE) auf den Zufall</translation>
    </message>
    <message>
        <source>Robustness of each class</source>
        <translation>Robustheit jeder Klasse</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ComparisonView</name>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Both networks are being measured on the same images.</source>
        <translation>Beide Netze werden an denselben Bildern gemessen.</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>Vergleich anhalten</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Noch einmal vergleichen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>No run is chosen.</source>
        <translation>Es ist kein Lauf gewählt.</translation>
    </message>
    <message>
        <source>This run was started without a network to compare with. Trainings from Annotate, Train with these labels, have one; networks of any kind are compared in Robustness.</source>
        <translation>Zu diesem Lauf gehört kein Netz, mit dem er verglichen werden könnte. Trainings aus Annotieren, Mit diesen Labels trainieren, haben eines; beliebige Netze vergleicht Robustheit.</translation>
    </message>
    <message>
        <source>When the run is finished, its network is compared with %1.</source>
        <translation>Wenn der Lauf fertig ist, wird sein Netz mit %1 verglichen.</translation>
    </message>
    <message>
        <source>The run has made no network.</source>
        <translation>Der Lauf hat kein Netz hervorgebracht.</translation>
    </message>
    <message>
        <source>Compares the run&apos;s network with %1 on images that were kept from the training.</source>
        <translation>Vergleicht das Netz des Laufs mit %1 an Bildern, die vom Training zurückgehalten wurden.</translation>
    </message>
    <message>
        <source>%1 before, %2 after the training, on the same %3 images that were kept from it.</source>
        <translation>%1 vor, %2 nach dem Training, an denselben %3 Bildern, die von ihm zurückgehalten wurden.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Difference (95 %)</source>
        <translation>Unterschied (95 %)</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>In brackets: the interval that holds the difference in 95 of 100 samples of images (bootstrap, the same images for both). One that holds 0 proves no change. Another training, from another seed, would differ, too.</source>
        <translation>In Klammern: das Intervall, das den Unterschied in 95 von 100 Stichproben von Bildern enthält (Bootstrap, dieselben Bilder für beide). Enthält es 0, belegt es keine Änderung. Auch ein weiteres Training mit einem anderen Startwert fiele anders aus.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::CurveGrid</name>
    <message>
        <source>%1, validation</source>
        <translation>%1, Validierung</translation>
    </message>
    <message>
        <source>Choose a run. Its curves begin with the first steps that it reports.</source>
        <translation>Wählen Sie einen Lauf. Seine Kurven beginnen mit den ersten Schritten, die er meldet.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::DeskBar</name>
    <message>
        <source>Bar of t&amp;ools</source>
        <translation>&amp;Werkzeugleiste</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Windows of this picture, on the digits</source>
        <translation>Fenster dieses Bildes, auf den Ziffern</translation>
    </message>
</context>
<context>
    <name>rho::workbench::DeviceMenu</name>
    <message>
        <source>No NVIDIA GPU that LibTorch can use</source>
        <translation>Keine NVIDIA-GPU, die LibTorch verwenden kann</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Comp&amp;ute on</source>
        <translation>Rechnen &amp;auf</translation>
    </message>
</context>
<context>
    <name>rho::workbench::DicomDialog</name>
    <message>
        <source>&amp;Keep the patient&apos;s data</source>
        <translation>Patientendaten &amp;behalten</translation>
    </message>
    <message>
        <source>DICOM capture</source>
        <translation>DICOM-Aufnahme</translation>
    </message>
    <message>
        <source>DICOM report</source>
        <translation>DICOM-Bericht</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Page with its words</source>
        <translation>Seite mit ihren Worten</translation>
    </message>
    <message>
        <source>Pictures alone</source>
        <translation>Nur die Bilder</translation>
    </message>
    <message>
        <source>Of words the file says that text is burned in; archives may hold such captures back.</source>
        <translation>Bei Worten sagt die Datei, dass Text eingebrannt ist; Archive können solche Aufnahmen zurückhalten.</translation>
    </message>
    <message>
        <source>&amp;Shows</source>
        <translation>&amp;Zeigt</translation>
    </message>
    <message>
        <source>Name, identity, dates and UIDs of the study. Without them the file is de-identified by the basic profile of PS3.15: it refers to UIDs that lead back to nobody, the same in all files until the program ends.</source>
        <translation>Name, Kennung, Daten und UIDs der Studie. Ohne sie wird die Datei nach dem Grundprofil von PS3.15 de-identifiziert: Sie verweist auf UIDs, die zu niemandem zurückführen und bis zum Ende des Programms in allen Dateien dieselben sind.</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>DICOM (*.dcm);;All files (*)</source>
        <translation>DICOM (*.dcm);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>There is such a file already. Choose another name: nothing is replaced.</source>
        <translation>Eine solche Datei gibt es schon. Wählen Sie einen anderen Namen: Nichts wird ersetzt.</translation>
    </message>
    <message>
        <source>The file will tell who the patient is.</source>
        <translation>Die Datei wird sagen, wer der Patient ist.</translation>
    </message>
    <message>
        <source>Text may be part of the picture itself, and stays in it: look before you share the file.</source>
        <translation>Text kann Teil des Bildes selbst sein und bleibt darin: Sehen Sie nach, bevor Sie die Datei weitergeben.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ExportActions</name>
    <message>
        <source>&amp;Picture of the grid…</source>
        <translation>&amp;Bild des Rasters …</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>&amp;Arrays…</source>
        <translation>&amp;Felder …</translation>
    </message>
    <message>
        <source>&amp;Report…</source>
        <translation>Be&amp;richt …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>&amp;Copy the grid</source>
        <translation>Raster &amp;kopieren</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Picture…</source>
        <translation>&amp;Bild …</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Exporting a picture</source>
        <translation>Bild wird exportiert</translation>
    </message>
    <message>
        <source>Exporting arrays</source>
        <translation>Felder werden exportiert</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Wird kopiert</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Export a picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</source>
        <translation>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export arrays</source>
        <translation>Felder exportieren</translation>
    </message>
    <message>
        <source>NumPy (*.npz)</source>
        <translation>NumPy (*.npz)</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>HTML (*.html);;PDF (*.pdf)</source>
        <translation>HTML (*.html);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>&amp;Curves…</source>
        <translation>&amp;Kurven …</translation>
    </message>
    <message>
        <source>Exporting the curves</source>
        <translation>Kurven werden exportiert</translation>
    </message>
    <message>
        <source>Export the curves</source>
        <translation>Kurven exportieren</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg);;PDF (*.pdf);;Table (*.csv)</source>
        <translation>PNG (*.png);;SVG (*.svg);;PDF (*.pdf);;Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>The case is no DICOM image: such a file would have no study and no source to refer to</source>
        <translation>Der Fall ist kein DICOM-Bild: Eine solche Datei hätte keine Studie und keine Quelle, auf die sie verweisen kann</translation>
    </message>
    <message>
        <source>&amp;DICOM capture…</source>
        <translation>&amp;DICOM-Aufnahme …</translation>
    </message>
    <message>
        <source>The tiles as a Secondary Capture of the image&apos;s study</source>
        <translation>Die Kacheln als Secondary Capture der Studie des Bildes</translation>
    </message>
    <message>
        <source>DICOM &amp;text report…</source>
        <translation>DICOM-&amp;Textbericht …</translation>
    </message>
    <message>
        <source>Decision, methods and measurements as a structured report</source>
        <translation>Entscheidung, Methoden und Messungen als strukturierter Bericht</translation>
    </message>
    <message>
        <source>Writing a DICOM file</source>
        <translation>Schreibe eine DICOM-Datei</translation>
    </message>
</context>
<context>
    <name>rho::workbench::FileActions</name>
    <message>
        <source>Open &amp;image…</source>
        <translation>&amp;Bild öffnen …</translation>
    </message>
    <message>
        <source>Open &amp;network…</source>
        <translation>&amp;Netz öffnen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>&amp;Save session</source>
        <translation>Sitzung &amp;speichern</translation>
    </message>
    <message>
        <source>Save session &amp;as…</source>
        <translation>Sitzung speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>&amp;Recent files</source>
        <translation>Zu&amp;letzt geöffnet</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Opening the session</source>
        <translation>Sitzung wird geöffnet</translation>
    </message>
    <message>
        <source>Saving the session</source>
        <translation>Sitzung wird gespeichert</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Sessions (*%1)</source>
        <translation>Sitzungen (*%1)</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Open a network</source>
        <translation>Netz öffnen</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>Open s&amp;ession…</source>
        <translation>Sit&amp;zung öffnen …</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+D</source>
        <translation>Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>Open a &amp;prior beside it…</source>
        <translation>&amp;Voraufnahme daneben öffnen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation>Ctrl+Shift+P</translation>
    </message>
    <message>
        <source>Listing the images</source>
        <translation>Bilder werden aufgelistet</translation>
    </message>
    <message>
        <source>close the prior</source>
        <translation>Voraufnahme schließen</translation>
    </message>
    <message>
        <source>open a prior</source>
        <translation>Voraufnahme öffnen</translation>
    </message>
    <message>
        <source>another frame</source>
        <translation>anderes Einzelbild</translation>
    </message>
    <message>
        <source>All files (*);;Images (*.dcm *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.npy *.img)</source>
        <translation>Alle Dateien (*);;Bilder (*.dcm *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.npy *.img)</translation>
    </message>
    <message>
        <source>Open a folder of images</source>
        <translation>Ordner mit Bildern öffnen</translation>
    </message>
    <message>
        <source>Open a prior</source>
        <translation>Voraufnahme öffnen</translation>
    </message>
    <message>
        <source>Remember files</source>
        <translation>Dateien merken</translation>
    </message>
    <message>
        <source>Networks (*.safetensors *.pt *.pth *.onnx *.blackbox.json);;All files (*)</source>
        <translation>Netze (*.safetensors *.pt *.pth *.onnx *.blackbox.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>rho::workbench::FragileList</name>
    <message>
        <source>The images that the smallest change turns are listed here.</source>
        <translation>Hier stehen die Bilder, die sich mit der kleinsten Änderung kippen lassen.</translation>
    </message>
    <message>
        <source>by attack distance</source>
        <translation>nach Abstand, Angriff</translation>
    </message>
    <message>
        <source>by BTR distance</source>
        <translation>nach Abstand, BTR</translation>
    </message>
    <message>
        <source>Order of the images</source>
        <translation>Reihenfolge der Bilder</translation>
    </message>
    <message>
        <source>Show all images</source>
        <translation>Alle Bilder zeigen</translation>
    </message>
    <message>
        <source>Most fragile images</source>
        <translation>Empfindlichste Bilder</translation>
    </message>
    <message>
        <source>Enter or a double-click opens the image in Inspect</source>
        <translation>Eingabe oder Doppelklick öffnet das Bild unter Untersuchen</translation>
    </message>
    <message>
        <source>%1, taken for %2</source>
        <translation>%1, für %2 gehalten</translation>
    </message>
    <message>
        <source>wrong from the start</source>
        <translation>von Anfang an falsch</translation>
    </message>
    <message>
        <source>ρ %1 · confidence %2</source>
        <translation>ρ %1 · Konfidenz %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 → %2: %n images</source>
        <translation>
            <numerusform>%1 → %2: %n Bild</numerusform>
            <numerusform>%1 → %2: %n Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rho::workbench::InputField</name>
    <message>
        <source>Width of the input in pixels</source>
        <translation>Breite der Eingabe in Bildpunkten</translation>
    </message>
    <message>
        <source>Height of the input in pixels</source>
        <translation>Höhe der Eingabe in Bildpunkten</translation>
    </message>
    <message>
        <source>Channels of the input</source>
        <translation>Kanäle der Eingabe</translation>
    </message>
    <message>
        <source>colours?</source>
        <translation>Farben?</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Order of the colours</source>
        <translation>Reihenfolge der Farben</translation>
    </message>
    <message>
        <source>Which colour is the first channel: red for most networks, blue for those from Caffe and OpenCV. Mean and standard deviation are in the same order.</source>
        <translation>Welche Farbe der erste Kanal ist: Rot bei den meisten Netzen, Blau bei denen aus Caffe und OpenCV. Mittel und Standardabweichung haben dieselbe Reihenfolge.</translation>
    </message>
    <message>
        <source>Width and height in pixels, to which images are brought</source>
        <translation>Breite und Höhe in Bildpunkten, auf die Bilder gebracht werden</translation>
    </message>
</context>
<context>
    <name>rho::workbench::InspectPage</name>
    <message>
        <source>raise</source>
        <translation>heben</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>senken</translation>
    </message>
    <message>
        <source>Direction of the film strip</source>
        <translation>Richtung des Films</translation>
    </message>
    <message>
        <source>Class that is explained</source>
        <translation>Klasse, die erklärt wird</translation>
    </message>
    <message>
        <source>Confidence over ρ</source>
        <translation>Konfidenz über ρ</translation>
    </message>
    <message>
        <source>move ρ</source>
        <translation>ρ verschieben</translation>
    </message>
    <message>
        <source>direction of the film strip</source>
        <translation>Richtung des Films</translation>
    </message>
    <message>
        <source>choose a class</source>
        <translation>Klasse wählen</translation>
    </message>
    <message>
        <source>change the view</source>
        <translation>Ansicht ändern</translation>
    </message>
    <message>
        <source>fill the grid</source>
        <translation>Raster füllen</translation>
    </message>
    <message>
        <source>move a tile</source>
        <translation>Kachel verschieben</translation>
    </message>
    <message>
        <source>choose a tile</source>
        <translation>Kachel wählen</translation>
    </message>
    <message>
        <source>class: %1</source>
        <translation>Klasse: %1</translation>
    </message>
</context>
<context>
    <name>rho::workbench::Inspector</name>
    <message>
        <source>Opening the network</source>
        <translation>Netz wird geöffnet</translation>
    </message>
    <message>
        <source>Opening the case</source>
        <translation>Fall wird geöffnet</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Sweep over ρ</source>
        <translation>Lauf über ρ</translation>
    </message>
    <message>
        <source>Slow methods</source>
        <translation>Langsame Methoden</translation>
    </message>
    <message>
        <source>Checks and layers</source>
        <translation>Prüfungen und Schichten</translation>
    </message>
</context>
<context>
    <name>rho::workbench::JobTracker</name>
    <message>
        <source>There is not enough memory for this; close other programs or use a smaller image.</source>
        <translation>Dafür reicht der Speicher nicht; andere Programme schließen oder ein kleineres Bild verwenden.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::LeftTools</name>
    <message>
        <source>Window and level</source>
        <translation>Fenster und Lage</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>W/L</source>
        <comment>window and level</comment>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Z</source>
        <translation>Z</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>CTR</source>
        <comment>cardiothoracic ratio</comment>
        <translation>HTQ</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>O</source>
        <translation>O</translation>
    </message>
    <message>
        <source>Measure: %1</source>
        <translation>Messen: %1</translation>
    </message>
</context>
<context>
    <name>rho::workbench::MainWindow</name>
    <message>
        <source>Rhoscope</source>
        <translation>Rhoscope</translation>
    </message>
    <message>
        <source>Research use only. An explanation shows what this network responds to; it does not locate disease.</source>
        <translation>Nur für die Forschung. Eine Erklärung zeigt, worauf dieses Netz reagiert; sie findet keine Krankheit.</translation>
    </message>
    <message>
        <source>What the network computes on: Model, Compute on</source>
        <translation>Worauf das Netz rechnet: Modell, Rechnen auf</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>%1 — Rhoscope</source>
        <translation>%1 — Rhoscope</translation>
    </message>
    <message>
        <source>choose a layer</source>
        <translation>Schicht wählen</translation>
    </message>
    <message>
        <source>The program ended unexpectedly. What was open is here again.</source>
        <translation>Das Programm endete unerwartet. Was offen war, ist wieder da.</translation>
    </message>
    <message>
        <source>Drawing the cases</source>
        <translation>Fälle werden gezeichnet</translation>
    </message>
    <message>
        <source>Opening the case…</source>
        <translation>Fall wird geöffnet …</translation>
    </message>
    <message>
        <source>Choose a case, or drop an image here</source>
        <translation>Einen Fall wählen oder ein Bild hierher ziehen</translation>
    </message>
    <message>
        <source>Opening the network…</source>
        <translation>Netz wird geöffnet …</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>Stopped. Move ρ to go on.</source>
        <translation>Angehalten. ρ verschieben, um fortzufahren.</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>Kein Ergebnis</translation>
    </message>
    <message>
        <source>choose a class</source>
        <translation>Klasse wählen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Ctrl+Y</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Open a network…</source>
        <translation>Netz ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Compare with a network…</source>
        <translation>Mit einem Netz &amp;vergleichen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+N</source>
        <translation>Ctrl+Shift+N</translation>
    </message>
    <message>
        <source>&amp;Remove this network</source>
        <translation>Dieses Netz &amp;entfernen</translation>
    </message>
    <message>
        <source>remove a network</source>
        <translation>Netz entfernen</translation>
    </message>
    <message>
        <source>Use the &amp;bundled networks</source>
        <translation>Die &amp;mitgelieferten Netze verwenden</translation>
    </message>
    <message>
        <source>use the bundled networks</source>
        <translation>mitgelieferte Netze verwenden</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>Er&amp;klären</translation>
    </message>
    <message>
        <source>direction of the film strip</source>
        <translation>Richtung des Films</translation>
    </message>
    <message>
        <source>Film of &amp;raising</source>
        <translation>Film des &amp;Hebens</translation>
    </message>
    <message>
        <source>Film of &amp;lowering</source>
        <translation>Film des &amp;Senkens</translation>
    </message>
    <message>
        <source>&amp;Play the sweep</source>
        <translation>Lauf ab&amp;spielen</translation>
    </message>
    <message>
        <source>&amp;Stop computing (Esc)</source>
        <translation>Rechnen &amp;anhalten (Esc)</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>Auf&amp;träge</translation>
    </message>
    <message>
        <source>Ctrl+J</source>
        <translation>Ctrl+J</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Führung</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>&amp;Tasten und Maus</translation>
    </message>
    <message>
        <source>&amp;About Rhoscope</source>
        <translation>Ü&amp;ber Rhoscope</translation>
    </message>
    <message>
        <source>&lt;b&gt;Rhoscope %1&lt;/b&gt;&lt;p&gt;Shows what a neural network sees in an image, and how far that can be trusted.&lt;/p&gt;&lt;p&gt;Research use only: it does not locate disease.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Rhoscope %1&lt;/b&gt;&lt;p&gt;Zeigt, was ein neuronales Netz in einem Bild sieht, und wie weit man dem trauen kann.&lt;/p&gt;&lt;p&gt;Nur für die Forschung: Es findet keine Krankheit.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation>Ctrl+Space</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>Startwert </translation>
    </message>
    <message>
        <source>Seed of random numbers</source>
        <translation>Startwert der Zufallszahlen</translation>
    </message>
    <message>
        <source>LIME and SmoothGrad draw random numbers. The same case, network, options and seed give the same pictures again; whether an explanation holds can be seen by another seed.</source>
        <translation>LIME und SmoothGrad ziehen Zufallszahlen. Derselbe Fall mit demselben Netz, denselben Optionen und demselben Startwert ergibt wieder dieselben Bilder; ob eine Erklärung Bestand hat, zeigt ein anderer Startwert.</translation>
    </message>
    <message>
        <source>choose a seed</source>
        <translation>Startwert wählen</translation>
    </message>
    <message>
        <source>Other windows: File, Recent files.</source>
        <translation>Weitere Fenster: Datei, Zuletzt geöffnet.</translation>
    </message>
    <message>
        <source>&amp;Perspective</source>
        <translation>&amp;Perspektive</translation>
    </message>
    <message>
        <source>Export the curves…</source>
        <translation>Kurven exportieren …</translation>
    </message>
    <message>
        <source>Whole range of ρ</source>
        <translation>Ganzer Bereich von ρ</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>Robustheit</translation>
    </message>
    <message>
        <source>&amp;Robustness</source>
        <translation>&amp;Robustheit</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Open &amp;beside the case, as a prior</source>
        <translation>&amp;Neben dem Fall öffnen, als Voraufnahme</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>B&amp;ild</translation>
    </message>
    <message>
        <source>&amp;Close the prior</source>
        <translation>V&amp;oraufnahme schließen</translation>
    </message>
    <message>
        <source>&amp;Magnifier</source>
        <translation>&amp;Lupe</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Hide patients&apos; &amp;names</source>
        <translation>Patienten&amp;namen verbergen</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>Annotieren</translation>
    </message>
    <message>
        <source>&amp;Edit the card…</source>
        <translation>Karte b&amp;earbeiten…</translation>
    </message>
</context>
<context>
    <name>rho::workbench::MeasureActions</name>
    <message>
        <source>&amp;Hide measurements</source>
        <translation>&amp;Messungen verbergen</translation>
    </message>
    <message>
        <source>R&amp;emove the measurement</source>
        <translation>Messung &amp;entfernen</translation>
    </message>
    <message>
        <source>Remove &amp;all measurements</source>
        <translation>&amp;Alle Messungen entfernen</translation>
    </message>
    <message>
        <source>Shift+G</source>
        <translation>Shift+G</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>hide measurements</source>
        <translation>Messungen verbergen</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>messen</translation>
    </message>
    <message>
        <source>change a measurement</source>
        <translation>Messung ändern</translation>
    </message>
    <message>
        <source>remove a measurement</source>
        <translation>Messung entfernen</translation>
    </message>
    <message>
        <source>remove all measurements</source>
        <translation>alle Messungen entfernen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::MeasureForm</name>
    <message>
        <source>Labelled images</source>
        <translation>Bilder mit Klassen</translation>
    </message>
    <message>
        <source>First image</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Images before this one are left out; they count from 0</source>
        <translation>Bilder davor werden ausgelassen; gezählt wird ab 0</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <source>At most so many; 0 takes all</source>
        <translation>Höchstens so viele; 0 nimmt alle</translation>
    </message>
    <message>
        <source>Every so many</source>
        <translation>Jedes wievielte</translation>
    </message>
    <message>
        <source>1 takes all, 6 every sixth: folders are sorted by class</source>
        <translation>1 nimmt alle, 6 jedes sechste: Ordner sind nach Klassen sortiert</translation>
    </message>
    <message>
        <source>Attack ARA</source>
        <translation>Angriffs-ARA</translation>
    </message>
    <message>
        <source>BTR ARA</source>
        <translation>BTR-ARA</translation>
    </message>
    <message>
        <source>a folder of classes, .npz, .csv, …</source>
        <translation>ein Ordner mit Klassen, .npz, .csv, …</translation>
    </message>
    <message>
        <source>Labelled images: a folder class/image, an archive of one, CIFAR-10, MedMNIST, a CSV file, COCO, or made-up X-rays; the test images where there are several sets</source>
        <translation>Bilder mit Klassen: ein Ordner Klasse/Bild, ein Archiv davon, CIFAR-10, MedMNIST, eine CSV-Datei, COCO oder gezeichnete Röntgenbilder; die Testbilder, wo es mehrere Teile gibt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erstes</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Jedes</translation>
    </message>
    <message>
        <source>&lt;p&gt;How far above chance the network stays while an attack grows that turns its decision away from the true class.&lt;/p&gt;&lt;p&gt;ARA = Σ w · max(0, A(ρ) − 1/C), where A(ρ) is the share of the images whose decision no perturbation up to ρ has turned, C the number of classes, w the width of a bin of ρ.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Wie weit das Netz über dem Zufall bleibt, während ein Angriff wächst, der seine Entscheidung von der wahren Klasse abbringt.&lt;/p&gt;&lt;p&gt;ARA = Σ w · max(0, A(ρ) − 1/C); A(ρ) ist der Anteil der Bilder, deren Entscheidung keine gefundene Störung bis ρ kippt, C die Zahl der Klassen, w die Breite eines Abschnitts von ρ.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The same area, where an image falls when the confidence of its true class is no longer better than random: p ≤ 1/C.&lt;/p&gt;&lt;p&gt;BTR ARA = Σ w · max(0, B(ρ) − 1/C), where B(ρ) is the share of the images whose true class stays above 1/C.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Dieselbe Fläche; ein Bild fällt, wenn die Konfidenz seiner wahren Klasse nicht mehr besser als der Zufall ist: p ≤ 1/C.&lt;/p&gt;&lt;p&gt;BTR-ARA = Σ w · max(0, B(ρ) − 1/C); B(ρ) ist der Anteil der Bilder, deren wahre Klasse über 1/C bleibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>fast search</source>
        <translation>schnelle Suche</translation>
    </message>
    <message>
        <source>paper search</source>
        <translation>Suche wie veröffentlicht</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>How the smallest perturbation is looked for. Fast: smaller distances in a fraction of the time. Paper: as published, for values that can be compared with published ones.</source>
        <translation>Wie die kleinste Störung gesucht wird. Schnell: kleinere Abstände in einem Bruchteil der Zeit. Wie veröffentlicht: für Werte, die sich mit veröffentlichten vergleichen lassen.</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Maße</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>What is measured so far stays</source>
        <translation>Was gemessen ist, bleibt</translation>
    </message>
    <message>
        <source>Choose a network.</source>
        <translation>Wählen Sie ein Netz.</translation>
    </message>
    <message>
        <source>Choose labelled images.</source>
        <translation>Wählen Sie Bilder mit Klassen.</translation>
    </message>
    <message>
        <source>Choose a measure.</source>
        <translation>Wählen Sie ein Maß.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>A network whose labels do not exclude each other decides about each of them: found, at its operating point or at a confidence of one half, or not. Each label is measured on the images of which it is known, against these two classes.</source>
        <translation>Ein Netz, dessen Label einander nicht ausschließen, entscheidet über jedes für sich: gefunden, ab seinem Arbeitspunkt oder ab einer Konfidenz von ein halb, oder nicht. Jedes Label wird an den Bildern gemessen, von denen es bekannt ist, gegen diese zwei Klassen.</translation>
    </message>
    <message>
        <source>every label</source>
        <translation>jedes Label</translation>
    </message>
</context>
<context>
    <name>rho::workbench::NetworkChoice</name>
    <message>
        <source>Networks to measure</source>
        <translation>Netze, die gemessen werden</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Choose files of networks</source>
        <translation>Dateien von Netzen wählen</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Networks (*.safetensors *.pt *.pth *.onnx *.ckpt *.torchscript);;All files (*)</source>
        <translation>Netze (*.safetensors *.pt *.pth *.onnx *.ckpt *.torchscript);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>rho::workbench::NetworkPanel</name>
    <message>
        <source>A close call: %1 %2.</source>
        <translation>Eine knappe Entscheidung: %1 %2.</translation>
    </message>
    <message>
        <source>Layer for Grad-CAM</source>
        <translation>Schicht für Grad-CAM</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Prediction · | at ρ</source>
        <translation>Vorhersage · | bei ρ</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>no network is open</source>
        <translation>kein Netz geöffnet</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Its way to the network</source>
        <translation>Sein Weg zum Netz</translation>
    </message>
    <message>
        <source>The window on the screen is for eyes: it is no part of this.</source>
        <translation>Das Fenster auf dem Bildschirm ist für die Augen: es gehört nicht dazu.</translation>
    </message>
    <message>
        <source>less than ρ %1</source>
        <translation>weniger als ρ %1</translation>
    </message>
    <message>
        <source>ρ %1</source>
        <translation>ρ %1</translation>
    </message>
    <message>
        <source>Close calls: %1.</source>
        <translation>Knapp: %1.</translation>
    </message>
    <message>
        <source>A change of %1 turns the decision about %2.</source>
        <translation>Eine Änderung von %1 kippt die Entscheidung über %2.</translation>
    </message>
    <message>
        <source>A change of %1 flips the decision.</source>
        <translation>Eine Änderung von %1 kippt die Entscheidung.</translation>
    </message>
    <message>
        <source>Classes, task, size, normalisation: what the file does not say</source>
        <translation>Klassen, Aufgabe, Größe, Normierung: was die Datei nicht sagt</translation>
    </message>
    <message>
        <source>The network could not be opened.</source>
        <translation>Das Netz ließ sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Which network these weights are of was recognised, and nobody has confirmed it.</source>
        <translation>Von welchem Netz diese Gewichte sind, wurde erkannt, und niemand hat es bestätigt.</translation>
    </message>
    <message>
        <source>Edit card…</source>
        <translation>Karte bearbeiten…</translation>
    </message>
    <message>
        <source>Look at the card…</source>
        <translation>Karte ansehen…</translation>
    </message>
    <message>
        <source>Prediction · | at ρ · ▴ found</source>
        <translation>Vorhersage · | bei ρ · ▴ gefunden</translation>
    </message>
</context>
<context>
    <name>rho::workbench::NetworkTable</name>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Attack ARA (95 %)</source>
        <translation>Angriffs-ARA (95 %)</translation>
    </message>
    <message>
        <source>BTR ARA (95 %)</source>
        <translation>BTR-ARA (95 %)</translation>
    </message>
    <message>
        <source>Median distance</source>
        <translation>Median der Abstände</translation>
    </message>
    <message>
        <source>ECE</source>
        <translation>ECE</translation>
    </message>
    <message>
        <source>Area between accuracy under attack and chance. In brackets: the interval that holds it in 95 of 100 samples of images, by bootstrap.</source>
        <translation>Fläche zwischen der Genauigkeit unter Angriff und dem Zufall. In Klammern: das 95-%-Intervall über die Auswahl der Bilder, durch Bootstrap.</translation>
    </message>
    <message>
        <source>The same area, while the confidence of the true class is better than random</source>
        <translation>Dieselbe Fläche, solange die Konfidenz der wahren Klasse besser als der Zufall ist</translation>
    </message>
    <message>
        <source>Half of the images change their decision at a smaller perturbation (RMSE), half at a larger one</source>
        <translation>Bei der Hälfte der Bilder kippt die Entscheidung bei einer kleineren Störung (RMSE), bei der anderen bei einer größeren</translation>
    </message>
    <message>
        <source>Expected calibration error: how far confidence and accuracy are apart; 0 is best</source>
        <translation>Erwarteter Kalibrierungsfehler: wie weit Konfidenz und Genauigkeit auseinanderliegen; 0 ist am besten</translation>
    </message>
    <message>
        <source>Measured networks</source>
        <translation>Gemessene Netze</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>rho::workbench::NewProjectDialog</name>
    <message>
        <source>&amp;Several classes can hold at once</source>
        <translation>&amp;Mehrere Klassen können zugleich gelten</translation>
    </message>
    <message>
        <source>New annotation project</source>
        <translation>Neues Annotationsprojekt</translation>
    </message>
    <message>
        <source>normal, pneumonia, effusion</source>
        <translation>normal, Pneumonie, Erguss</translation>
    </message>
    <message>
        <source>In the order of their digits, parted by commas; more can come with labelled images</source>
        <translation>In der Reihenfolge ihrer Ziffern, mit Kommas getrennt; weitere können mit annotierten Bildern kommen</translation>
    </message>
    <message>
        <source>How many judge each case, blind to each other</source>
        <translation>Wie viele jeden Fall beurteilen, ohne voneinander zu wissen</translation>
    </message>
    <message>
        <source>a folder; DICOM too; more can be imported later</source>
        <translation>ein Ordner, auch DICOM; weitere später</translation>
    </message>
    <message>
        <source>Choose where the project is kept</source>
        <translation>Ort des Projekts wählen</translation>
    </message>
    <message>
        <source>Where the project is kept</source>
        <translation>Ort des Projekts</translation>
    </message>
    <message>
        <source>Annotation projects (*%1)</source>
        <translation>Annotationsprojekte (*%1)</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>Einen Ordner mit Bildern wählen</translation>
    </message>
    <message>
        <source>A folder of images</source>
        <translation>Ein Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>&amp;Readers per case</source>
        <translation>&amp;Leser je Fall</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>&amp;Bilder</translation>
    </message>
</context>
<context>
    <name>rho::workbench::NewRunForm</name>
    <message>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>Validierungsdaten</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>St&amp;art</source>
        <translation>St&amp;arten</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>a folder of classes, .npz, .csv, phantom:nodule?count=1000</source>
        <translation>ein Ordner von Klassen, .npz, .csv, phantom:nodule?count=1000</translation>
    </message>
    <message>
        <source>Labelled images to learn from: a folder class/image, an archive of one, CIFAR-10, MedMNIST, a CSV file, COCO, or made-up X-rays</source>
        <translation>Bilder mit Klassen, aus denen gelernt wird: ein Ordner Klasse/Bild, ein Archiv davon, CIFAR-10, MedMNIST, eine CSV-Datei, COCO oder künstliche Röntgenbilder</translation>
    </message>
    <message>
        <source>the data&apos;s own split, where it has one</source>
        <translation>der eigene Teil der Daten, falls es ihn gibt</translation>
    </message>
    <message>
        <source>Labelled images that the network does not learn from: accuracy and the other figures are measured on them. &quot;none&quot; measures nothing.</source>
        <translation>Bilder mit Klassen, aus denen das Netz nicht lernt: Genauigkeit und die anderen Werte werden an ihnen gemessen. „none“ misst nichts.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>as in the recipe</source>
        <translation>wie im Rezept</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Re&amp;cipe</source>
        <translation>Re&amp;zept</translation>
    </message>
    <message>
        <source>Trai&amp;ning data</source>
        <translation>Trai&amp;ningsdaten</translation>
    </message>
    <message>
        <source>Validation &amp;data</source>
        <translation>Validierungs&amp;daten</translation>
    </message>
    <message>
        <source>Dev&amp;ice</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>E&amp;pochs</source>
        <translation>E&amp;pochen</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>&amp;Output folder</source>
        <translation>Ausgabe&amp;ordner</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Open a recipe file</source>
        <translation>Eine Rezeptdatei öffnen</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Ein Rezept öffnen</translation>
    </message>
    <message>
        <source>Recipes (*.json);;All files (*)</source>
        <translation>Rezepte (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>Log, checkpoints and the network are written here</source>
        <translation>Protokoll, Sicherungspunkte und das Netz werden hierhin geschrieben</translation>
    </message>
    <message>
        <source>Choose where the run&apos;s folder is made</source>
        <translation>Wählen, wo der Ordner des Laufs angelegt wird</translation>
    </message>
    <message>
        <source>Folder of the runs</source>
        <translation>Ordner der Läufe</translation>
    </message>
    <message>
        <source>St&amp;art after the others</source>
        <translation>N&amp;ach den anderen starten</translation>
    </message>
    <message>
        <source>Correct the recipe.</source>
        <translation>Berichtigen Sie das Rezept.</translation>
    </message>
    <message>
        <source>Choose training data.</source>
        <translation>Wählen Sie Trainingsdaten.</translation>
    </message>
    <message>
        <source>Name an output folder.</source>
        <translation>Nennen Sie einen Ausgabeordner.</translation>
    </message>
    <message>
        <source>as in the recipe: %1</source>
        <translation>wie im Rezept: %1</translation>
    </message>
    <message>
        <source>Its weights are trained on, in place of random ones: for this, recipe and data need its architecture and its classes</source>
        <translation>Seine Gewichte werden weiter trainiert, statt zufälliger: Rezept und Daten brauchen dafür seine Architektur und seine Klassen</translation>
    </message>
    <message>
        <source>Accuracy, ARA and evidence of both networks on the validation data, once the run is finished</source>
        <translation>Genauigkeit, ARA und Belege beider Netze an den Validierungsdaten, sobald der Lauf fertig ist</translation>
    </message>
    <message>
        <source>Start from the weights of %1</source>
        <translation>Von den Gewichten von %1 ausgehen</translation>
    </message>
    <message>
        <source>Compare with %1 when it is finished</source>
        <translation>Am Ende mit %1 vergleichen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::OptionsForm</name>
    <message>
        <source>as chosen for the network</source>
        <translation>wie für das Netz gewählt</translation>
    </message>
</context>
<context>
    <name>rho::workbench::PaintBar</name>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Not evidence</source>
        <translation>Kein Beleg</translation>
    </message>
    <message>
        <source>What is painted speaks for the class (N changes)</source>
        <translation>Was gemalt wird, spricht für die Klasse (N wechselt)</translation>
    </message>
    <message>
        <source>What is painted must not count for the class (N changes)</source>
        <translation>Was gemalt wird, darf für die Klasse nicht zählen (N wechselt)</translation>
    </message>
    <message>
        <source>as LIME</source>
        <translation>wie LIME</translation>
    </message>
    <message>
        <source>%1, also by the keys [ and ]</source>
        <translation>%1, auch mit den Tasten [ und ]</translation>
    </message>
</context>
<context>
    <name>rho::workbench::Panels</name>
    <message>
        <source>Ca&amp;ses</source>
        <translation>&amp;Fälle</translation>
    </message>
    <message>
        <source>&amp;Network panel</source>
        <translation>&amp;Netz</translation>
    </message>
    <message>
        <source>show or hide a panel</source>
        <translation>Feld ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Film an&amp;d curves</source>
        <translation>Film und &amp;Kurven</translation>
    </message>
</context>
<context>
    <name>rho::workbench::Perspectives</name>
    <message>
        <source>Perspectives</source>
        <translation>Perspektiven</translation>
    </message>
</context>
<context>
    <name>rho::workbench::PriorPane</name>
    <message>
        <source>Prior</source>
        <translation>Voraufnahme</translation>
    </message>
    <message>
        <source>change the view of the prior</source>
        <translation>Ansicht der Voraufnahme ändern</translation>
    </message>
    <message>
        <source>another frame of the prior</source>
        <translation>anderes Einzelbild der Voraufnahme</translation>
    </message>
    <message>
        <source>Opening the prior</source>
        <translation>Voraufnahme wird geöffnet</translation>
    </message>
    <message>
        <source>Opening the prior…</source>
        <translation>Voraufnahme wird geöffnet …</translation>
    </message>
    <message>
        <source>for the eyes alone: no network sees it</source>
        <translation>nur für die Augen: kein Netz sieht sie</translation>
    </message>
    <message>
        <source>E&amp;xchange with the case</source>
        <translation>Mit dem Fall &amp;tauschen</translation>
    </message>
    <message>
        <source>exchange case and prior</source>
        <translation>Fall und Voraufnahme tauschen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>close the prior</source>
        <translation>Voraufnahme schließen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ProjectThread</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>Importing images</source>
        <translation>Bilder werden importiert</translation>
    </message>
    <message>
        <source>Filling the queue</source>
        <translation>Die Warteschlange wird gefüllt</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Wird exportiert</translation>
    </message>
</context>
<context>
    <name>rho::workbench::QueryForm</name>
    <message>
        <source>Patient&apos;s name</source>
        <translation>Name des Patienten</translation>
    </message>
    <message>
        <source>What it begins with: family name, given name; * stands for any letters</source>
        <translation>Womit er beginnt: Nachname, Vorname; * steht für beliebige Buchstaben</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>Patienten-ID</translation>
    </message>
    <message>
        <source>The whole of it; * stands for any letters</source>
        <translation>Die ganze; * steht für beliebige Zeichen</translation>
    </message>
    <message>
        <source>Studies of</source>
        <translation>Studien vom</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>any modality</source>
        <translation>jede Modalität</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>Modalität</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>rho::workbench::QueueForm</name>
    <message>
        <source>Spread over different images</source>
        <translation>Über verschiedene Bilder streuen</translation>
    </message>
    <message>
        <source>The largest label counts</source>
        <translation>Das größte Label zählt</translation>
    </message>
    <message>
        <source>What the next cases are chosen by</source>
        <translation>Wonach die nächsten Fälle gewählt werden</translation>
    </message>
    <message>
        <source>k-center over the network&apos;s embeddings, among the ten times as many cases that score best: no five copies of one mistake</source>
        <translation>k-Center über die Einbettungen des Netzes, unter den zehnmal so vielen Fällen mit den höchsten Werten: nicht fünfmal derselbe Fehler</translation>
    </message>
    <message>
        <source>Of several labels, instead of their mean</source>
        <translation>Von mehreren Labels, statt ihres Mittels</translation>
    </message>
    <message>
        <source>Of chance, also between equal scores: the same seed chooses the same cases</source>
        <translation>Des Zufalls, auch zwischen gleichen Werten: derselbe Startwert wählt dieselben Fälle</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Chosen by; several by their mean rank</source>
        <translation>Gewählt nach; mehrere nach mittlerem Rang</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
</context>
<context>
    <name>rho::workbench::QueueList</name>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Which cases are listed</source>
        <translation>Welche Fälle gezeigt werden</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>How many cases are flagged</source>
        <translation>Wie viele Fälle vorgemerkt werden</translation>
    </message>
    <message>
        <source>Flags the cases that score highest of those that still need a reader</source>
        <translation>Merkt die am höchsten bewerteten Fälle vor, die noch einen Leser brauchen</translation>
    </message>
    <message>
        <source>Fill the queue</source>
        <translation>Warteschlange füllen</translation>
    </message>
    <message>
        <source>Stop asking (%1 %)</source>
        <translation>Fragen anhalten (%1 %)</translation>
    </message>
    <message>
        <source>Ask the network…</source>
        <translation>Netz fragen …</translation>
    </message>
    <message>
        <source>What it has answered stays</source>
        <translation>Was es geantwortet hat, bleibt</translation>
    </message>
    <message>
        <source>Scores all cases by the network that is open in Inspect, so that the queue can be filled by what it says</source>
        <translation>Bewertet alle Fälle mit dem Netz, das in Untersuchen offen ist, damit die Warteschlange danach gefüllt werden kann</translation>
    </message>
    <message>
        <source>Open a network in Inspect first</source>
        <translation>Zuerst in Untersuchen ein Netz öffnen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ReadersRow</name>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take (%1)</source>
        <translation>Übernehmen (%1)</translation>
    </message>
    <message>
        <source>Take this answer over</source>
        <translation>Diese Antwort übernehmen</translation>
    </message>
    <message>
        <source>Labels and paint become your own</source>
        <translation>Labels und Gemaltes werden Ihre eigenen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::RecipeEditor</name>
    <message>
        <source>The recipe&apos;s JSON</source>
        <translation>Das JSON des Rezepts</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>✓ The recipe is complete.</source>
        <translation>✓ Das Rezept ist vollständig.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>rho::workbench::RecognitionField</name>
    <message>
        <source>&amp;Yes, the weights are of this network, and all of it holds</source>
        <translation>&amp;Ja, die Gewichte sind von diesem Netz, und all das trifft zu</translation>
    </message>
    <message>
        <source>Network that the weights are of</source>
        <translation>Netz, von dem die Gewichte sind</translation>
    </message>
    <message>
        <source>several fit: choose…</source>
        <translation>mehrere passen: wählen…</translation>
    </message>
    <message>
        <source>Recognised: %1.</source>
        <translation>Erkannt: %1.</translation>
    </message>
    <message>
        <source>The file does not tell, and it was assumed:</source>
        <translation>Die Datei sagt es nicht, angenommen wurde:</translation>
    </message>
    <message numerus="yes">
        <source>⚠ The weights fit %n networks, which compute different things from them. Only who trained it knows which one it is.</source>
        <translation>
            <numerusform>⚠ Die Gewichte passen zu %n Netz.</numerusform>
            <numerusform>⚠ Die Gewichte passen zu %n Netzen, die Verschiedenes aus ihnen berechnen. Welches es ist, weiß nur, wer es trainiert hat.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rho::workbench::RobustnessPage</name>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>The chosen networks on the chosen images</source>
        <translation>Die gewählten Netze auf den gewählten Bildern</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation>Ctrl+Shift+M</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>What is measured so far stays</source>
        <translation>Was gemessen ist, bleibt</translation>
    </message>
    <message>
        <source>&amp;Add networks…</source>
        <translation>Netze &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>Choose files of networks</source>
        <translation>Dateien von Netzen wählen</translation>
    </message>
    <message>
        <source>Export &amp;values…</source>
        <translation>&amp;Werte exportieren …</translation>
    </message>
    <message>
        <source>Networks and images as CSV</source>
        <translation>Netze und Bilder als CSV</translation>
    </message>
    <message>
        <source>Export values</source>
        <translation>Werte exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Export &amp;figure…</source>
        <translation>Ab&amp;bildung exportieren …</translation>
    </message>
    <message>
        <source>What is shown, as a picture</source>
        <translation>Was zu sehen ist, als Bild</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>Picture (*.png *.svg *.pdf)</source>
        <translation>Bild (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Export &amp;report…</source>
        <translation>Be&amp;richt exportieren …</translation>
    </message>
    <message>
        <source>All figures and tables in one file</source>
        <translation>Alle Abbildungen und Tabellen in einer Datei</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>Report (*.html)</source>
        <translation>Bericht (*.html)</translation>
    </message>
    <message>
        <source>&amp;Curves</source>
        <translation>Kur&amp;ven</translation>
    </message>
    <message>
        <source>C&amp;ompare networks</source>
        <translation>N&amp;etze vergleichen</translation>
    </message>
    <message>
        <source>C&amp;lasses</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>Cali&amp;bration</source>
        <translation>Kal&amp;ibrierung</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>What is shown of the networks</source>
        <translation>Was von den Netzen zu sehen ist</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Measuring robustness</source>
        <translation>Robustheit wird gemessen</translation>
    </message>
    <message>
        <source>The first images are being measured…</source>
        <translation>Die ersten Bilder werden gemessen …</translation>
    </message>
    <message>
        <source>Choose networks and labelled images on the left, then Measure.</source>
        <translation>Wählen Sie links Netze und Bilder mit Klassen, dann Messen.</translation>
    </message>
    <message>
        <source>Measure attack ARA and BTR ARA to see where they disagree.</source>
        <translation>Messen Sie Angriffs-ARA und BTR-ARA, um zu sehen, wo sie sich widersprechen.</translation>
    </message>
</context>
<context>
    <name>rho::workbench::RunComparer</name>
    <message>
        <source>Comparing %1, before and after</source>
        <translation>%1 wird verglichen, vorher und nachher</translation>
    </message>
</context>
<context>
    <name>rho::workbench::RunDetails</name>
    <message>
        <source>The program ended without a word.</source>
        <translation>Das Programm endete ohne ein Wort.</translation>
    </message>
    <message numerus="yes">
        <source>%n lines of its log cannot be read.</source>
        <translation>
            <numerusform>%n Zeile seines Protokolls ist nicht lesbar.</numerusform>
            <numerusform>%n Zeilen seines Protokolls sind nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>none is chosen</source>
        <translation>keiner ist gewählt</translation>
    </message>
</context>
<context>
    <name>rho::workbench::RunListView</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>The space bar shows or hides the curves of a run</source>
        <translation>Die Leertaste zeigt oder verbirgt die Kurven eines Laufs</translation>
    </message>
    <message>
        <source>No runs yet: choose data and a recipe</source>
        <translation>Noch keine Läufe: Wählen Sie Daten und ein Rezept</translation>
    </message>
</context>
<context>
    <name>rho::workbench::SampleView</name>
    <message>
        <source>Epoch of the explanations</source>
        <translation>Epoche der Erklärungen</translation>
    </message>
    <message>
        <source>Explanations of validation images</source>
        <translation>Erklärungen von Validierungsbildern</translation>
    </message>
    <message>
        <source>After an epoch, this page shows what the network sees in some validation images.</source>
        <translation>Nach einer Epoche zeigt diese Seite, was das Netz in einigen Validierungsbildern sieht.</translation>
    </message>
    <message>
        <source>Choose a run</source>
        <translation>Wählen Sie einen Lauf</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ScoreDialog</name>
    <message>
        <source>Ask the network</source>
        <translation>Netz fragen</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; is asked about all cases that lack its answers, in the background. What it has answered stays when you stop it, and it goes on there the next time.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; wird im Hintergrund nach allen Fällen gefragt, zu denen seine Antworten fehlen. Was es geantwortet hat, bleibt beim Anhalten; beim nächsten Mal geht es dort weiter.</translation>
    </message>
    <message>
        <source>The scores that the queue shows are those of %1 so far. Cases that wait because of them leave the queue.</source>
        <translation>Bisher zeigt die Warteschlange die Werte von %1. Fälle, die ihretwegen warten, verlassen sie.</translation>
    </message>
    <message>
        <source>Besides confidences and embeddings</source>
        <translation>Außer Konfidenzen und Einbettungen</translation>
    </message>
    <message>
        <source>Each of them takes longer than the confidences do.</source>
        <translation>Jedes davon dauert länger als die Konfidenzen.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>a picture that is bright where evidence may be</source>
        <translation>ein Bild, das hell ist, wo Belege liegen dürfen</translation>
    </message>
    <message>
        <source>Where evidence may be</source>
        <translation>Wo Belege liegen dürfen</translation>
    </message>
    <message>
        <source>Of the images&apos; size; for those without a picture NAME.mask.png beside them</source>
        <translation>So groß wie die Bilder; für die ohne ein Bild NAME.mask.png daneben</translation>
    </message>
    <message>
        <source>Choose a picture of where evidence may be</source>
        <translation>Ein Bild davon wählen, wo Belege liegen dürfen</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
</context>
<context>
    <name>rho::workbench::StudyTable</name>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>Patienten-ID</translation>
    </message>
    <message>
        <source>Modalities</source>
        <translation>Modalitäten</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>rho::workbench::TileActions</name>
    <message>
        <source>&amp;Add a tile</source>
        <translation>Kachel &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Usual tiles</source>
        <translation>&amp;Übliche Kacheln</translation>
    </message>
    <message>
        <source>usual tiles</source>
        <translation>übliche Kacheln</translation>
    </message>
    <message>
        <source>The image itself</source>
        <translation>Das Bild selbst</translation>
    </message>
    <message>
        <source>What was added to the image</source>
        <translation>Was zum Bild hinzukam</translation>
    </message>
    <message>
        <source>add a tile</source>
        <translation>Kachel hinzufügen</translation>
    </message>
    <message>
        <source>remove a tile</source>
        <translation>Kachel entfernen</translation>
    </message>
    <message>
        <source>move a tile</source>
        <translation>Kachel verschieben</translation>
    </message>
    <message>
        <source>&amp;Options…</source>
        <translation>&amp;Optionen …</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>&amp;Klasse</translation>
    </message>
    <message>
        <source>show the difference</source>
        <translation>Differenz zeigen</translation>
    </message>
    <message>
        <source>All &amp;tiles</source>
        <translation>Alle &amp;Kacheln</translation>
    </message>
    <message>
        <source>&amp;Fill the grid</source>
        <translation>Raster &amp;füllen</translation>
    </message>
    <message>
        <source>fill the grid</source>
        <translation>Raster füllen</translation>
    </message>
    <message>
        <source>Move &amp;left</source>
        <translation>Nach &amp;links</translation>
    </message>
    <message>
        <source>Move &amp;right</source>
        <translation>Nach &amp;rechts</translation>
    </message>
    <message>
        <source>R&amp;emove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>choose a class</source>
        <translation>Klasse wählen</translation>
    </message>
    <message>
        <source>the window&apos;s</source>
        <translation>die des Fensters</translation>
    </message>
    <message>
        <source>Options of %1</source>
        <translation>Optionen von %1</translation>
    </message>
    <message>
        <source>change options</source>
        <translation>Optionen ändern</translation>
    </message>
    <message>
        <source>&amp;Show the perturbed image</source>
        <translation>Das &amp;gestörte Bild zeigen</translation>
    </message>
    <message>
        <source>&amp;Show the difference</source>
        <translation>Die &amp;Differenz zeigen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::TrainPage</name>
    <message>
        <source>&amp;New run</source>
        <translation>&amp;Neuer Lauf</translation>
    </message>
    <message>
        <source>Choose data and a recipe</source>
        <translation>Daten und ein Rezept wählen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+T</source>
        <translation>Ctrl+Shift+T</translation>
    </message>
    <message>
        <source>&amp;Add a run&apos;s folder…</source>
        <translation>Den Ordner eines L&amp;aufs aufnehmen…</translation>
    </message>
    <message>
        <source>List a run that was started by rho train</source>
        <translation>Einen Lauf auflisten, den rho train begonnen hat</translation>
    </message>
    <message>
        <source>&amp;Open in Inspect</source>
        <translation>In Untersuchen &amp;öffnen</translation>
    </message>
    <message>
        <source>Explain images by the network as it is now</source>
        <translation>Bilder mit dem Netz erklären, wie es jetzt ist</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>After the step that it is at; Resume goes on from there</source>
        <translation>Nach dem Schritt, bei dem er ist; „Fortsetzen“ geht von dort weiter</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>Vom letzten Sicherungspunkt aus weitermachen</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>Aus der &amp;Liste nehmen</translation>
    </message>
    <message>
        <source>Its folder stays</source>
        <translation>Sein Ordner bleibt</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>Lo&amp;garithmisch</translation>
    </message>
    <message>
        <source>Losses, ψ and learning rate by orders of magnitude</source>
        <translation>Verluste, ψ und Lernrate nach Größenordnungen</translation>
    </message>
    <message>
        <source>The folder of a run</source>
        <translation>Der Ordner eines Laufs</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>What is shown of the runs</source>
        <translation>Was von den Läufen gezeigt wird</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Explanations</source>
        <translation>Erklärungen</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>the program ended without a word</source>
        <translation>das Programm endete ohne ein Wort</translation>
    </message>
    <message>
        <source>%1 has failed: %2</source>
        <translation>%1 ist gescheitert: %2</translation>
    </message>
    <message>
        <source>&amp;Take out of the queue</source>
        <translation>Aus der &amp;Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
</context>
<context>
    <name>rho::workbench::TrainingSetDialog</name>
    <message>
        <source>Train with these labels</source>
        <translation>Mit diesen Labels trainieren</translation>
    </message>
    <message>
        <source>Labels and masks are written into a folder, and the form of a new run opens on it. No network is open in Inspect, so that there is none to compare with.</source>
        <translation>Labels und Masken werden in einen Ordner geschrieben, und das Formular eines neuen Laufs öffnet sich damit. In Untersuchen ist kein Netz offen; es gibt also keines zum Vergleichen.</translation>
    </message>
    <message>
        <source>Labels and masks are written into a folder, and the form of a new run opens on it, with the recipe of &lt;b&gt;%1&lt;/b&gt;. When the run is finished, the two are compared on what is kept from the training.</source>
        <translation>Labels und Masken werden in einen Ordner geschrieben, und das Formular eines neuen Laufs öffnet sich damit, mit dem Rezept von &lt;b&gt;%1&lt;/b&gt;. Ist der Lauf fertig, werden die beiden an dem verglichen, was vom Training zurückgehalten wurde.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>About this share of the cases is only measured on. Which ones follows from the images alone, so that it stays so from one training to the next. Images that came in parts (train, test, …) keep them.</source>
        <translation>An etwa diesem Anteil der Fälle wird nur gemessen. Welche es sind, folgt allein aus den Bildern und bleibt so von einem Training zum nächsten. Bilder, die in Teilen kamen (train, test, …), behalten sie.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Kept from the training</source>
        <translation>Vom Training &amp;zurückgehalten</translation>
    </message>
    <message>
        <source>Choose a folder for the training set</source>
        <translation>Einen Ordner für die Trainingsdaten wählen</translation>
    </message>
</context>
<context>
    <name>rho::workbench::TrustChecker</name>
    <message>
        <source>Comparing the image with those the network was made for</source>
        <translation>Das Bild wird mit denen verglichen, für die das Netz gemacht ist</translation>
    </message>
    <message>
        <source>Checking the finding</source>
        <translation>Der Befund wird geprüft</translation>
    </message>
</context>
<context>
    <name>rho::workbench::TrustPanel</name>
    <message>
        <source>Which evidence raises and lowers the finding, how small a change turns the decision, and whether the explanations on screen agree</source>
        <translation>Welche Belege den Befund heben und senken, welche kleinste Änderung die Entscheidung kippt und ob die gezeigten Erklärungen übereinstimmen</translation>
    </message>
    <message>
        <source>rank correlation</source>
        <translation>Rangkorrelation</translation>
    </message>
    <message>
        <source>overlap of the strongest tenth</source>
        <translation>Überlappung des stärksten Zehntels</translation>
    </message>
    <message>
        <source>Agreement of the methods</source>
        <translation>Übereinstimmung der Methoden</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>A file of rho ara --out on this network: images to compare with. By itself, NAME.ara.jsonl beside the network is taken.</source>
        <translation>Eine Datei von rho ara --out mit diesem Netz: Bilder zum Vergleich. Von selbst wird NAME.ara.jsonl neben dem Netz genommen.</translation>
    </message>
    <message>
        <source>Studies (*.jsonl)</source>
        <translation>Studien (*.jsonl)</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>A picture of the image&apos;s size, bright where evidence may be, as in the lungs. By itself, NAME.mask.png beside the image is taken.</source>
        <translation>Ein Bild von der Größe des Falls, hell, wo Belege sein dürfen, etwa in den Lungen. Von selbst wird NAME.mask.png neben dem Bild genommen.</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.tif *.bmp)</source>
        <translation>Bilder (*.png *.jpg *.tif *.bmp)</translation>
    </message>
    <message>
        <source>study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Wählen …</translation>
    </message>
    <message>
        <source>The one &amp;beside it, if any</source>
        <translation>Die da&amp;neben, falls vorhanden</translation>
    </message>
    <message>
        <source>choose a study</source>
        <translation>eine Studie wählen</translation>
    </message>
    <message>
        <source>choose a mask</source>
        <translation>eine Maske wählen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation>%1 prüfen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Outside of the mask lies %1 % of the picture, and of the maps:</source>
        <translation>Außerhalb der Maske liegen %1 % des Bildes und von den Karten:</translation>
    </message>
    <message>
        <source>Agreement: rank correlation above, overlap of the strongest tenth below the diagonal</source>
        <translation>Übereinstimmung: Rangkorrelation über, Überlappung des stärksten Zehntels unter der Diagonale</translation>
    </message>
    <message>
        <source>beside, if any</source>
        <translation>daneben, falls vorhanden</translation>
    </message>
</context>
<context>
    <name>rho::workbench::ViewActions</name>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>=</source>
        <translation>=</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>einpassen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>reset the view</source>
        <translation>Ansicht zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation>&amp;Invertieren</translation>
    </message>
    <message>
        <source>I</source>
        <translation>I</translation>
    </message>
    <message>
        <source>invert</source>
        <translation>invertieren</translation>
    </message>
    <message>
        <source>&amp;Left mouse button</source>
        <translation>&amp;Linke Maustaste</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>&amp;Überlagerung</translation>
    </message>
    <message>
        <source>G</source>
        <translation>G</translation>
    </message>
    <message>
        <source>overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>Overlay stronger</source>
        <translation>Überlagerung stärker</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>Overlay weaker</source>
        <translation>Überlagerung schwächer</translation>
    </message>
    <message>
        <source>Q</source>
        <translation>Q</translation>
    </message>
    <message>
        <source>turn the picture</source>
        <translation>Bild drehen</translation>
    </message>
    <message>
        <source>Flip &amp;sideways</source>
        <translation>&amp;Seitlich spiegeln</translation>
    </message>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>Flip &amp;upside down</source>
        <translation>Au&amp;f den Kopf spiegeln</translation>
    </message>
    <message>
        <source>V</source>
        <translation>V</translation>
    </message>
    <message>
        <source>&amp;Turn clockwise</source>
        <translation>Nach &amp;rechts drehen</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>Turn &amp;back</source>
        <translation>&amp;Zurückdrehen</translation>
    </message>
    <message>
        <source>Shift+T</source>
        <translation>Shift+T</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>One pixel of the picture is one of the screen (0)</source>
        <translation>Ein Pixel des Bildes ist eines des Bildschirms (0)</translation>
    </message>
    <message>
        <source>Life size</source>
        <translation>Lebensgröße</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>A millimetre of the picture is one of the screen (D)</source>
        <translation>Ein Millimeter des Bildes ist einer des Bildschirms (D)</translation>
    </message>
    <message>
        <source>The picture does not say how large its pixels are</source>
        <translation>Das Bild sagt nicht, wie groß seine Pixel sind</translation>
    </message>
</context>
<context>
    <name>rho::workbench::WindowMenu</name>
    <message>
        <source>&amp;Window</source>
        <translation>Fen&amp;ster</translation>
    </message>
    <message>
        <source>As at &amp;first</source>
        <translation>Wie &amp;zuerst</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Window %1</source>
        <translation>Fenster %1</translation>
    </message>
</context>
</TS>
