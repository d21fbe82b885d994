using System.Text.Json.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>How questionnaires and answers map to JSON; published as <c>docs/schemas/credit-questionnaire.schema.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(QuestionnaireJson))]
[JsonSerializable(typeof(InquiryJson))]
internal sealed partial class CreditInquiryJson : JsonSerializerContext;
