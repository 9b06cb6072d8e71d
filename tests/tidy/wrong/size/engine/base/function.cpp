namespace aftale {

int sum(int a, int b) {
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  a += b;
  return a;
}

int fine() {
  return 1;
}

}  // namespace aftale
