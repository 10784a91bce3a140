// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"

namespace rho::data {

/// FILE.csv: a header, then one image a row, with its path and its labels. Options:
///   path=COLUMN     of the paths; else path, file, filename, file_name, image or the first column
///   root=FOLDER     that paths start from; else the folder of the table
///   labels=A,B,C    columns of the labels; else label, class, category or target, else all columns
///                   that hold nothing but 0, 1, -1 and empty cells
///   classes=A,B,C   names where the labels are numbers from 0
///   uncertain=ignore|zeros|ones    what -1 means (CheXpert, Irvin et al. 2019)
///   empty=ignore|zeros|ones        what an empty cell means
/// One column is one class per image, several are a label per column. A column named split chooses
/// rows.
std::unique_ptr<DataSet> openTable(const DataAddress& address, const std::string& split);

}  // namespace rho::data
