using System.Text.Json;

namespace Crm.Sdk.Credit;

/// <summary>Reads an assessment's input from JSON (the schema is <c>docs/schemas/credit-input.schema.json</c>).</summary>
/// <remarks>Every error names the place as a JSON pointer, what is wrong there, and what would be right. Thread-safe.</remarks>
public static class CreditInputReader
{
    /// <summary>Reads one input.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8.</param>
    /// <exception cref="CrmException">CRM6203: it is no JSON, or a field is unknown, missing, or of another type. CRM1030, CRM6202: a value breaks its rule.</exception>
    public static CreditInput Read(ReadOnlySpan<byte> utf8Json)
    {
        InformationJson? json;
        try
        {
            json = JsonSerializer.Deserialize(utf8Json, CreditInputJson.Default.InformationJson);
        }
        catch (JsonException error)
        {
            throw InputFault.Of(error);
        }

        CreditInput input = InputMapping.Map(json ?? throw InputFault.At(string.Empty, "null is no assessment; give an object"));
        InformationRules.CheckOthers(input.Information);
        return input;
    }
}
