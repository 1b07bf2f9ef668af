/** Who may ask a service something over HTTP, how much at once, and how slowly. */
@NullMarked
package dev.limbeck.service.http;

import org.jspecify.annotations.NullMarked;
