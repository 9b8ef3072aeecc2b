/**
 * Files by opaque reference. A caller's: {@link dev.modelroute.core.file.RequestUpload}, {@link
 * dev.modelroute.core.file.ConfirmUpload}, then {@link dev.modelroute.core.file.ReadFile}, {@link
 * dev.modelroute.core.file.IssueReadUrl}, {@link dev.modelroute.core.file.DownloadFile}. An
 * execution's: {@link dev.modelroute.core.file.InputFiles} before, {@link
 * dev.modelroute.core.file.StageOutputs} and {@link dev.modelroute.core.file.RehostOutputs} after.
 * Nothing anybody says about bytes is believed: {@link dev.modelroute.core.file.FileFacts}.
 */
@NullMarked
package dev.modelroute.core.file;

import org.jspecify.annotations.NullMarked;
