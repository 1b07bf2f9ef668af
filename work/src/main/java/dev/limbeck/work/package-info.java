/** What every service does alike that works on runs: brings its work in line with them, computes, and tells how it goes. */
@NullMarked
package dev.limbeck.work;

import org.jspecify.annotations.NullMarked;
