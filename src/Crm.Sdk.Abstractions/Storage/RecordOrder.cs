namespace Crm.Sdk.Storage;

/// <summary>The order of a query's records: by one field, ties broken by id in the same direction. Null sorts first when ascending.</summary>
/// <param name="Field">The field; it must be indexed for a store that declares <see cref="FieldSupport.Indexed"/>.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
public sealed record RecordOrder(FieldId Field, bool Descending = false);
