void wait() { usleep(10); }
