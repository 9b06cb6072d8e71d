// std::regex is named in a comment, and "sleep(1)" below in a text
auto a = "sleep(1)";
auto b = std::chrono::system_clock::now();
void c() { std::this_thread::sleep_for(1s); }
std::regex d;
int e = rand();
auto f = 1'000'000; int g = std::rand();
