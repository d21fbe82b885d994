namespace Crm.Sdk.Customers;

/// <summary>How the quality of archives is measured (CU-6); a host sets it by <c>services.Configure&lt;QualityOptions&gt;(…)</c>.</summary>
/// <remarks>Set up before use; not changed afterwards.</remarks>
public sealed class QualityOptions
{
    /// <summary>What a field weighs, by its name, where the default is not wanted; 0 leaves it out. Built-in fields weigh 1 to 3, attributes 1.</summary>
    public IDictionary<string, int> Weights { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>For how many days a field's value is held to be true, by its name, where the default is not wanted; 0 for ever. Telephone and e-mail 365, the address 730, attributes as they declare.</summary>
    public IDictionary<string, int> ShelfLifeDays { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Who else reads a field, by its name: what rules do not declare, such as a mailing or a report of the host.</summary>
    public IDictionary<string, string> Readers { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
