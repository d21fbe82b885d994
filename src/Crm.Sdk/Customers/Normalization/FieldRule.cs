namespace Crm.Sdk.Customers;

/// <summary>The error for a value that breaks its field's rule: it names field, value and rule (DQ-2).</summary>
internal static class FieldRule
{
    public static CrmException Broken(string field, string value, string rule) => new(ErrorCodes.BadValue, $"{field}: '{value}' is refused: {rule}.");
}
