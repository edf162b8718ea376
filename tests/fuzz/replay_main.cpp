// SPDX-License-Identifier: Apache-2.0
// Takes libFuzzer's place in the normal run: feeds every file of the corpus folders to the target, in order of names.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

int main(int argc, char** argv) {
    std::vector<std::filesystem::path> inputs;
    for (int i = 1; i < argc; ++i) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (entry.is_regular_file()) {
                inputs.push_back(entry.path());
            }
        }
    }
    std::ranges::sort(inputs);
    for (auto const& path : inputs) {
        std::fprintf(stderr, "%s\n", path.c_str());  // the last one named is the one that crashed
        std::ifstream file(path, std::ios::binary);
        std::string const content{std::istreambuf_iterator<char>(file), {}};
        std::vector<std::uint8_t> const bytes(content.begin(), content.end());
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    std::fprintf(stderr, "%zu inputs\n", inputs.size());
    return inputs.empty() ? EXIT_FAILURE : EXIT_SUCCESS;
}
