/** What a request gets that is not carried out: {@code application/problem+json}. */
@NullMarked
package dev.limbeck.orchestrator.api.problem;

import org.jspecify.annotations.NullMarked;
