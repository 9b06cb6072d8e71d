#pragma once
#include <memory>
#include <string>

#include "engine/base/result.h"

namespace aftale::disk {

/// A file in the making that overwrites nothing: filled beside its place as `TARGET.part` (0600), and there under its
/// own name only when it is whole and on the disk. Destroyed before that, nothing remains of it.
class NewFile {
 public:
  /// Errors: refused (`already-exists`) where there is a TARGET, unavailable (`not-writable`).
  static Result<std::unique_ptr<NewFile>> begin(const std::string& target);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  /// Where to write it; there already, and empty.
  const std::string& part() const { return part_; }
  /// Gives it its name. Errors as begin's.
  Result<void> publish();

 private:
  explicit NewFile(std::string target) : target_(std::move(target)), part_(target_ + ".part") {}
  std::string target_, part_;
};

}  // namespace aftale::disk
