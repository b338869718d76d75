// The name of a file of golden/ and of a tensor in it in, its numbers out.
#pragma once

#include <string>
#include <vector>

// The tensor's numbers as double; a failure of the test if the file or the tensor is missing.
std::vector<double> golden_numbers(const std::string& file, const std::string& tensor);
