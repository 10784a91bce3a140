// SPDX-License-Identifier: Apache-2.0
#include "model/pickle_globals.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "base/error.h"

namespace rho::model {

namespace {

/// Modules through which a pickle reaches the system; their submodules are meant too.
constexpr std::array forbiddenModules = std::to_array<std::string_view>({"_io",
                                                                         "_pickle",
                                                                         "_posixsubprocess",
                                                                         "_socket",
                                                                         "_thread",
                                                                         "_winapi",
                                                                         "aiohttp",
                                                                         "asyncio",
                                                                         "atexit",
                                                                         "bdb",
                                                                         "cProfile",
                                                                         "cloudpickle",
                                                                         "code",
                                                                         "codeop",
                                                                         "commands",
                                                                         "compileall",
                                                                         "concurrent",
                                                                         "ctypes",
                                                                         "dill",
                                                                         "distutils",
                                                                         "doctest",
                                                                         "ftplib",
                                                                         "functools",
                                                                         "gc",
                                                                         "glob",
                                                                         "http",
                                                                         "httplib",
                                                                         "imp",
                                                                         "importlib",
                                                                         "inspect",
                                                                         "io",
                                                                         "itertools",
                                                                         "joblib",
                                                                         "linecache",
                                                                         "marshal",
                                                                         "mmap",
                                                                         "multiprocessing",
                                                                         "nt",
                                                                         "ntpath",
                                                                         "operator",
                                                                         "os",
                                                                         "pathlib",
                                                                         "pdb",
                                                                         "pickle",
                                                                         "pickletools",
                                                                         "pip",
                                                                         "pkgutil",
                                                                         "platform",
                                                                         "posix",
                                                                         "posixpath",
                                                                         "profile",
                                                                         "pty",
                                                                         "pydoc",
                                                                         "requests",
                                                                         "resource",
                                                                         "runpy",
                                                                         "setuptools",
                                                                         "shelve",
                                                                         "shutil",
                                                                         "signal",
                                                                         "site",
                                                                         "smtplib",
                                                                         "socket",
                                                                         "sqlite3",
                                                                         "ssl",
                                                                         "subprocess",
                                                                         "sys",
                                                                         "sysconfig",
                                                                         "tarfile",
                                                                         "telnetlib",
                                                                         "tempfile",
                                                                         "threading",
                                                                         "timeit",
                                                                         "trace",
                                                                         "types",
                                                                         "urllib",
                                                                         "urllib2",
                                                                         "venv",
                                                                         "webbrowser",
                                                                         "winreg",
                                                                         "zipfile",
                                                                         "zipimport"});

constexpr std::array harmlessBuiltins = std::to_array<std::string_view>(
    {"bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "long",
     "object", "range", "set", "slice", "str", "tuple", "unicode", "xrange"});

template <std::size_t n>
bool contains(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

[[noreturn]] void refuse(const std::string& subject, const std::string& name, const char* verb) {
  throw RefusedFile(subject, std::string(verb) + " " + name + ", which a checkpoint must not do",
                    "get the weights as safetensors, or save the network's state_dict() alone");
}

/// Everything that an imitated constructor sees.
struct Call {
  const std::string& name;
  const PickleList& arguments;
  PickleArena& arena;
  const std::string& subject;

  [[noreturn]] void fail() const {
    throw BrokenFile(subject, "calls " + name + " with arguments that do not fit",
                     "copy the file again");
  }
  std::size_t count() const { return arguments.items.size(); }
  template <typename T>
  T at(std::size_t index) const {
    if (index >= count()) fail();
    const T* value = std::get_if<T>(&arguments.items[index]);
    if (!value) fail();
    return *value;
  }
  std::vector<std::int64_t> numbersAt(std::size_t index) const {
    constexpr std::size_t mostDimensions = 64;
    std::vector<std::int64_t> numbers;
    if (at<PickleList*>(index)->items.size() > mostDimensions) fail();
    for (const auto& item : at<PickleList*>(index)->items) {
      const auto* number = std::get_if<std::int64_t>(&item);
      if (!number) fail();
      numbers.push_back(*number);
    }
    return numbers;
  }
};

/// collections.OrderedDict(), dict(), or either from a list of pairs.
PickleValue makeDict(const Call& call) {
  PickleDict* dict = call.arena.dict();
  if (call.count() == 0) return dict;
  call.arena.countCopies(call.at<PickleList*>(0)->items.size(), call.subject);
  for (const auto& item : call.at<PickleList*>(0)->items) {
    auto* const* pair = std::get_if<PickleList*>(&item);
    if (!pair || (*pair)->items.size() != 2) call.fail();
    dict->items.emplace_back((*pair)->items[0], (*pair)->items[1]);
  }
  return dict;
}

/// list, tuple, set, torch.Size: all are sequences here. Nothing is copied, so that a small file
/// cannot make a large list over and over.
PickleValue makeSequence(const Call& call) {
  if (call.count() == 0) return call.arena.list({});
  return call.at<PickleList*>(0);
}

/// int("3"), _codecs.encode(text, "latin1"), torch.device("cuda", 0), …: the value itself is
/// enough.
PickleValue firstArgument(const Call& call) {
  return call.count() == 0 ? PickleValue() : call.arguments.items[0];
}

/// torch._utils._rebuild_tensor(storage, offset, size, stride); _v2 adds requires_grad and hooks.
PickleValue makeTensor(const Call& call) {
  PickleTensor tensor{call.at<const PickleStorage*>(0), call.at<std::int64_t>(1), call.numbersAt(2),
                      call.numbersAt(3)};
  if (tensor.shape.size() != tensor.stride.size()) call.fail();
  return call.arena.tensor(std::move(tensor));
}

/// torch._utils._rebuild_parameter(tensor, requires_grad, hooks).
PickleValue makeParameter(const Call& call) { return call.at<const PickleTensor*>(0); }

/// numpy.ndarray and numpy.dtype are lists of what makes them; their state comes afterwards.
PickleValue makeNumpy(const Call& call) {
  PickleList* list = call.arena.list(call.arguments.items);
  list->takesState = true;
  call.arena.countCopies(list->items.size(), call.subject);
  return list;
}

using Imitation = PickleValue (*)(const Call& call);

const std::map<std::string_view, Imitation>& imitations() {
  static const std::map<std::string_view, Imitation> all = {
      {"_codecs.encode", firstArgument},
      {"builtins.bool", firstArgument},
      {"builtins.bytearray", firstArgument},
      {"builtins.bytes", firstArgument},
      {"builtins.dict", makeDict},
      {"builtins.float", firstArgument},
      {"builtins.frozenset", makeSequence},
      {"builtins.int", firstArgument},
      {"builtins.list", makeSequence},
      {"builtins.set", makeSequence},
      {"builtins.str", firstArgument},
      {"builtins.tuple", makeSequence},
      {"collections.OrderedDict", makeDict},
      {"numpy._core.multiarray._reconstruct", makeNumpy},
      {"numpy.core.multiarray._reconstruct", makeNumpy},
      {"numpy.dtype", makeNumpy},
      {"torch.Size", makeSequence},
      {"torch._utils._rebuild_parameter", makeParameter},
      {"torch._utils._rebuild_tensor", makeTensor},
      {"torch._utils._rebuild_tensor_v2", makeTensor},
      {"torch.device", firstArgument},
      {"torch.serialization._get_layout", firstArgument},
  };
  return all;
}

}  // namespace

void requireHarmlessName(const std::string& module, const std::string& attribute,
                         const std::string& subject) {
  const std::string name = module + "." + attribute;
  const std::string_view top = std::string_view(module).substr(0, module.find('.'));
  const bool builtin = top == "builtins" || top == "__builtin__";
  if (contains(forbiddenModules, top) || (builtin && !contains(harmlessBuiltins, attribute)))
    refuse(subject, name, "names");
  // A dotted attribute walks from one object to the next, out of any module.
  if (attribute.find('.') != std::string::npos || attribute.starts_with("__"))
    refuse(subject, name, "names");
}

PickleValue callGlobal(const PickleGlobal& global, const PickleList& arguments, PickleArena& arena,
                       const std::string& subject) {
  std::string name = global.name;
  if (name.starts_with("__builtin__.")) name = "builtins." + name.substr(12);
  const auto imitation = imitations().find(name);
  if (imitation == imitations().end()) refuse(subject, global.name, "calls");
  return imitation->second({name, arguments, arena, subject});
}

bool isNetworkModule(const std::string& name) {
  for (const char* package : {"torch.nn.", "torchvision.", "torchxrayvision."})
    if (name.starts_with(package)) return true;
  return false;
}

PickleValue storageOf(const PickleValue& persistentId, PickleArena& arena,
                      const std::string& subject) {
  auto* const* parts = std::get_if<PickleList*>(&persistentId);
  const PickleList none;
  const std::string name = "its storages";
  const Call call{name, parts ? **parts : none, arena, subject};
  if (call.at<const PickleText*>(0)->value == "module") return call.at<const PickleGlobal*>(1);
  if (call.at<const PickleText*>(0)->value != "storage") call.fail();
  const auto& type = call.at<const PickleGlobal*>(1)->name;
  PickleStorage storage;
  if (!type.starts_with("torch.") || !type.ends_with("Storage"))
    refuse(subject, type, "stores values as");
  storage.type = type.substr(type.rfind('.') + 1);
  storage.key = call.at<const PickleText*>(2)->value;
  storage.elements = call.at<std::int64_t>(4);
  if (storage.elements < 0) call.fail();
  if (call.count() > 5 && std::holds_alternative<PickleList*>(call.arguments.items[5])) {
    const Call view{name, *call.at<PickleList*>(5), arena, subject};
    storage.viewKey = view.at<const PickleText*>(0)->value;
    storage.viewOffset = view.at<std::int64_t>(1);
    storage.viewElements = view.at<std::int64_t>(2);
  }
  return arena.storage(std::move(storage));
}

}  // namespace rho::model
