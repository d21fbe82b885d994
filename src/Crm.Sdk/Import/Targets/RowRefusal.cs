namespace Crm.Sdk.Import;

/// <summary>Refuses a draft for what shows only beside the record that the store holds.</summary>
internal sealed class RowRefusal(RowError error) : Exception(error.Error)
{
    public RowError Error { get; } = error;
}
