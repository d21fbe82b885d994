using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Segments;

/// <summary>The names by which people write the numbers that fields keep for codes.</summary>
internal static class FieldCodes
{
    private static readonly Dictionary<(string Kind, string Field), Dictionary<string, long>> Known = new()
    {
        [("customer", "kind")] = Names<CustomerKind>(),
        [("customer", "gender")] = Names<Gender>(),
        [("customer", "email-state")] = Names<ContactPointState>(),
        [("customer", "phone-state")] = Names<ContactPointState>(),
        [("order", "status")] = Names<OrderStatus>(),
        [("interaction", "phase")] = Names<InteractionPhase>(),
        [("interaction", "direction")] = Names<InteractionDirection>(),
        [("interaction", "initiative")] = Names<InteractionInitiative>(),
        [("task", "state")] = Names<TaskState>(),
        [("need", "level")] = Names<NeedLevel>(),
    };

    public static IReadOnlyDictionary<string, long>? Of(RecordKind kind, FieldId field) => Known.GetValueOrDefault((kind.Name, field.Name));

    /// <summary>The name of a number, or the value as it is.</summary>
    public static string? Text(RecordKind kind, FieldId field, FieldValue value) => value.IsNull ? null
        : value.Type == FieldType.Int && Of(kind, field)?.FirstOrDefault(name => name.Value == value.AsInt()) is { Key: { } name } ? name
        : value.ToString();

    /// <summary>DoNotUse is written do-not-use.</summary>
    private static Dictionary<string, long> Names<TEnum>()
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().ToDictionary(
            static value => string.Concat(value.ToString().Select(static (letter, i) => char.IsAsciiLetterUpper(letter) ? $"{(i == 0 ? string.Empty : "-")}{char.ToLowerInvariant(letter)}" : letter.ToString())),
            static value => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
}
