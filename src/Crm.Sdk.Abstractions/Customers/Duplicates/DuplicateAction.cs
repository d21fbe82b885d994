namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What becomes of a customer that is probably there already; the later, the stricter.</summary>
public enum DuplicateAction
{
    /// <summary>It is written, and nothing said.</summary>
    Allow,

    /// <summary>It is written, and the receipt or the report names the match.</summary>
    Alert,

    /// <summary>It is not written.</summary>
    Block,
}
