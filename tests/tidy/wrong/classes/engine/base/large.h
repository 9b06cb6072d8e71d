#pragma once

class Fallen;

/// Twenty-six: whatever is declared counts, `= default` and what is no method do not.
class Large final : public Base<Large> {
 public:
  explicit Large(int size);
  Large(const Large&) = delete;
  ~Large() = default;
  using Name = std::function<void()>;
  friend void look(Large&);
  bool operator==(const Large& other) const;
  template <typename Type> Type as() const { return cast(Type{}); }
  int call_0(std::function<void(int)> what = {}) const;
  int call_1(std::function<void(int)> what = {}) const;
  int call_2(std::function<void(int)> what = {}) const;
  int call_3(std::function<void(int)> what = {}) const;
  int call_4(std::function<void(int)> what = {}) const;
  int call_5(std::function<void(int)> what = {}) const;
  int call_6(std::function<void(int)> what = {}) const;
  int call_7(std::function<void(int)> what = {}) const;
  int call_8(std::function<void(int)> what = {}) const;
  int call_9(std::function<void(int)> what = {}) const;
  int call_10(std::function<void(int)> what = {}) const;
  int call_11(std::function<void(int)> what = {}) const;
  int call_12(std::function<void(int)> what = {}) const;
  int call_13(std::function<void(int)> what = {}) const;
  int call_14(std::function<void(int)> what = {}) const;
  int call_15(std::function<void(int)> what = {}) const;
  int call_16(std::function<void(int)> what = {}) const;
  int call_17(std::function<void(int)> what = {}) const;
  int call_18(std::function<void(int)> what = {}) const;
  int call_19(std::function<void(int)> what = {}) const;
  int call_20(std::function<void(int)> what = {}) const;
  int call_21(std::function<void(int)> what = {}) const;
  int last() && { return f(g(1)); }

 private:
  struct Inner { void not_of_large(); };
  std::function<int(int)> member_;
  int size_ = count(1);
};

/// Twenty-five.
struct Small {
  void call_0();
  void call_1();
  void call_2();
  void call_3();
  void call_4();
  void call_5();
  void call_6();
  void call_7();
  void call_8();
  void call_9();
  void call_10();
  void call_11();
  void call_12();
  void call_13();
  void call_14();
  void call_15();
  void call_16();
  void call_17();
  void call_18();
  void call_19();
  void call_20();
  void call_21();
  void call_22();
  void call_23();
  void call_24();
};
