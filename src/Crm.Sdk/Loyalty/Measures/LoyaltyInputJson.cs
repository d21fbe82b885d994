using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Loyalty;

/// <summary>What assessments of loyalty are made of, as JSON and back. The same input always gives the same text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(LocalDateConverter), typeof(ValueListConverter<string>), typeof(ValueListConverter<LoyaltyFinding>)])]
[JsonSerializable(typeof(LoyaltyInput))]
[JsonSerializable(typeof(LoyaltyFinding))]
[JsonSerializable(typeof(string))]
internal sealed partial class LoyaltyInputJson : JsonSerializerContext
{
    public static string Write(LoyaltyInput input) => JsonSerializer.Serialize(input, Default.LoyaltyInput);

    /// <exception cref="CrmException">CRM6483: it cannot be read.</exception>
    public static LoyaltyInput Read(LoyaltyAssessmentRecord record)
    {
        try
        {
            return JsonSerializer.Deserialize(record.Input, Default.LoyaltyInput) ?? throw new JsonException("It is null.");
        }
        catch (JsonException wrong)
        {
            throw new CrmException(LoyaltyMeasureErrorCodes.BadAssessment, $"What assessment {record.Id} was made of cannot be read: {wrong.Message}", wrong);
        }
    }
}
