namespace Crm.Sdk.Storage;

/// <summary>A record that was only read, and on whose state the batch relies.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The id.</param>
/// <param name="ExpectedVersion">The version it must have now; 0: it must still be absent.</param>
public readonly record struct VersionCheck(RecordKind Kind, RecordId Id, long ExpectedVersion);
