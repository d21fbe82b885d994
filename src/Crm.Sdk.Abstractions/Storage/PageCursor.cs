namespace Crm.Sdk.Storage;

/// <summary>The place in the order behind which the next page starts: the last record's value of the ordered field, and its id.</summary>
/// <param name="Value">The value of the field that the query is ordered by; null where it is ordered by id alone.</param>
/// <param name="Id">The record's id.</param>
public sealed record PageCursor(FieldValue Value, RecordId Id);
