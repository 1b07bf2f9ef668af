package dev.limbeck.dataset;

import dev.limbeck.contract.signature.Signature;

/** A folder with both parts of a labelled set. One class for each format that sets come in. */
public interface SetDirectory {
    /**
     * Reads one part. Nothing is allocated that the file on disk could not fill.
     *
     * @param declared what the run says of its inputs and labels
     * @throws UnreadableDatasetException if a file is missing or damaged
     * @throws UnfitDatasetException if the examples are not what the run declares
     */
    LabelledSet read(Part part, Signature declared);
}
