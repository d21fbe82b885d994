using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>A record that a draft names by its key, or by its internal id.</summary>
/// <param name="Target">The target that names it.</param>
/// <param name="Kind">Its kind, which has a field <c>key</c>.</param>
/// <param name="Key">What the row says.</param>
/// <param name="Adds">What a customer that is not there is added as, where customers are to be added.</param>
internal sealed record DraftReference(int Target, KindModel Kind, string Key, CustomerKind Adds = CustomerKind.Individual)
{
    /// <summary>The field by which records are named.</summary>
    public static FieldId KeyField { get; } = "key";
}
