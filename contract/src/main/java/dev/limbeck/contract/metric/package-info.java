/** What is measured of a network: names of numbers, and the numbers with how certain they are. */
@NullMarked
package dev.limbeck.contract.metric;

import org.jspecify.annotations.NullMarked;
