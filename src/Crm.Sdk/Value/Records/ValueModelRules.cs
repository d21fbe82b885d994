namespace Crm.Sdk.Value;

/// <summary>Checks of the names of models.</summary>
internal static class ValueModelRules
{
    public static CrmException Unknown(string model, ValueList<string> known) =>
        new(ValueErrorCodes.UnknownModel, $"There is no value model '{model}' here; there are {string.Join(", ", known)}.");
}
