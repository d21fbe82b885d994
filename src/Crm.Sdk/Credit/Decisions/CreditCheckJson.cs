using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>The source-generated serialisers of what decisions are made of.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(MoneyTextConverter), typeof(CurrencyTextConverter), typeof(LocalDateConverter), typeof(CustomerIdTextConverter), typeof(OrderIdTextConverter), typeof(AccountIdTextConverter),
        typeof(ValueListConverter<string>), typeof(ValueListConverter<CreditLine>), typeof(ValueListConverter<CreditCover>), typeof(ValueListConverter<CreditGroupMember>),
        typeof(ValueListConverter<CreditRate>), typeof(ValueListConverter<CreditRuleVerdict>), typeof(ValueListConverter<CreditCheckRule>), typeof(ValueListConverter<CreditRuleExclusion>),
    ])]
[JsonSerializable(typeof(CreditCheckInput))]
[JsonSerializable(typeof(CreditRuleSet))]
[JsonSerializable(typeof(CreditLine))]
[JsonSerializable(typeof(CreditCover))]
[JsonSerializable(typeof(CreditGroupMember))]
[JsonSerializable(typeof(CreditRate))]
[JsonSerializable(typeof(CreditRuleVerdict))]
[JsonSerializable(typeof(CreditCheckRule))]
[JsonSerializable(typeof(CreditRuleExclusion))]
[JsonSerializable(typeof(string))]
internal sealed partial class CreditCheckJson : JsonSerializerContext;
