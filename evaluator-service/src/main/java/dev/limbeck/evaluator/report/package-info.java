/** What is kept of reports, and what of them is sent. */
@NullMarked
package dev.limbeck.evaluator.report;

import org.jspecify.annotations.NullMarked;
