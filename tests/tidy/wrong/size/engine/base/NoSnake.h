// #pragma once
