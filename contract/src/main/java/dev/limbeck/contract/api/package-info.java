/** What the orchestrator's REST API answers, beside documents that are kept: one set of records for server and clients. */
@NullMarked
package dev.limbeck.contract.api;

import org.jspecify.annotations.NullMarked;
