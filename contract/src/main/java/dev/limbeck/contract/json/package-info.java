/** The one JSON and YAML dialect of Limbeck's documents. */
@NullMarked
package dev.limbeck.contract.json;

import org.jspecify.annotations.NullMarked;
