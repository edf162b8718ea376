// SPDX-License-Identifier: Apache-2.0
// Links what publishes, and asks an address at which nobody listens.
#include <stoa/publish/address.hpp>
#include <stoa/publish/http.hpp>

#include <cstdlib>
#include <iostream>

int main() {
    std::cout << stoa::publish::shown("http://user:secret@localhost/sparql") << '\n';
    stoa::publish::HttpClient client{{}};
    stoa::publish::Request request;
    request.url = "http://127.0.0.1:1/";
    try {
        return client.send(request, stoa::publish::Authentication::none).ok() ? EXIT_FAILURE : EXIT_SUCCESS;
    } catch (stoa::publish::TransferError const& error) {
        std::cout << error.what() << '\n';
        return EXIT_SUCCESS;
    }
}
