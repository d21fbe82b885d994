using System.Globalization;
using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Customers;

/// <summary>
/// Declares an attribute of customers: what values it takes, and what is known of it (CU-4). The facets of G1 and G2 are attributes that come with the SDK; hosts and plugins declare more
/// (<see cref="IAttributePack"/>), without a migration.
/// </summary>
/// <remarks>
/// <para>Its values stand on the customer as canonical text, and conditions name it as the field <c>attr.NAME</c>: text, choices and lists of choices compare as text, whole numbers as such, decimals as
/// millionths. Its title is the text with the code <c>attribute.NAME</c>, a choice's the one with <c>attribute.NAME.CHOICE</c>.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed record AttributeDefinition
{
    /// <summary>The greatest length of a name: with <see cref="Prefix"/> before it, it is the name of a field.</summary>
    public const int MaxNameLength = FieldId.MaxLength - 5;

    /// <summary>The greatest length of a value in canonical text, in UTF-16 units.</summary>
    public const int MaxValueLength = 4_000;

    /// <summary>What the name of an attribute's field begins with.</summary>
    public const string Prefix = "attr.";

    private const decimal Millionths = 1_000_000m;

    /// <summary>Declares an attribute.</summary>
    /// <param name="name">Facet, dot and item, such as <c>work.employer</c>; plugins begin theirs with their own prefix. Lower-case ASCII letters, digits, <c>-</c> and <c>.</c>.</param>
    /// <param name="type">What values it takes.</param>
    /// <exception cref="CrmException">CRM1001: the name has another form.</exception>
    public AttributeDefinition(string name, AttributeType type)
    {
        ArgumentNullException.ThrowIfNull(name);
        Field = Prefix + name;
        Name = name;
        Type = type;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What values it takes.</summary>
    public AttributeType Type { get; }

    /// <summary>The facet that it belongs to: the name up to its first dot; <c>custom</c> where it has none.</summary>
    public string Facet => Name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? Name[..dot] : "custom";

    /// <summary>The kind of customer that has it; both where null.</summary>
    public CustomerKind? Of { get; init; }

    /// <summary>The choices, in the order in which they are shown; for the types of choices only, and then at least one.</summary>
    public ValueList<string> Choices { get; init; }

    /// <summary>The least number, or null.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The greatest number, or null.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The greatest length of a text, 1 to <see cref="MaxValueLength"/> UTF-16 units; 256 by default.</summary>
    public int MaxLength { get; init; } = 256;

    /// <summary>The unit of a number, for people, such as <c>m²</c>; null where it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether it says something about a person; true by default.</summary>
    public bool Personal { get; init; } = true;

    /// <summary>Whether stores keep an index of it, for the declared few that lists are filtered by often; false by default.</summary>
    public bool Indexed { get; init; }

    /// <summary>How long a value is held to be true before it should be verified again, in days; null where it does not grow old (CU-6).</summary>
    public int? ShelfLifeDays { get; init; }

    /// <summary>The field that conditions and revisions name.</summary>
    public FieldId Field { get; }

    /// <summary>The type of the field's values.</summary>
    public FieldType FieldType => Type switch
    {
        AttributeType.Whole or AttributeType.Decimal => FieldType.Int,
        AttributeType.Bool => FieldType.Bool,
        AttributeType.Date => FieldType.Date,
        _ => FieldType.Text,
    };

    /// <summary>Whether two definitions are the same.</summary>
    public bool Equals(AttributeDefinition? other) =>
        other is not null && Name == other.Name && Type == other.Type && Of == other.Of && Choices == other.Choices && Minimum == other.Minimum && Maximum == other.Maximum
        && MaxLength == other.MaxLength && Unit == other.Unit && Personal == other.Personal && Indexed == other.Indexed && ShelfLifeDays == other.ShelfLifeDays;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type);

    /// <summary>Brings a value to canonical text.</summary>
    /// <param name="value">What was typed.</param>
    /// <exception cref="CrmException">CRM1030: it is no value of this attribute; the message names the attribute, the value and what would be right. CRM1002: it has characters that cannot be kept.</exception>
    public string Canonicalise(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string text = CanonicalText.Normalize(value, MaxValueLength, Field.Name).Trim();
        return Type switch
        {
            AttributeType.Text => text.Length > 0 && text.Length <= MaxLength ? text : throw Refuse(value, $"it takes a text of 1 to {MaxLength} characters"),
            AttributeType.Whole => Whole(text, value).ToString(CultureInfo.InvariantCulture),
            AttributeType.Decimal => Number(text, value).ToString("0.######", CultureInfo.InvariantCulture),
            AttributeType.Bool => bool.TryParse(text, out bool truth) ? (truth ? "true" : "false") : throw Refuse(value, "it takes true or false"),
            AttributeType.Date => LocalDatePattern.Iso.Format(Date(text, value)),
            AttributeType.Choice => Choice(text, value),
            _ => Some(text, value),
        };
    }

    /// <summary>A canonical text as the value of <see cref="Field"/>.</summary>
    /// <param name="canonical">What <see cref="Canonicalise"/> gave.</param>
    /// <exception cref="CrmException">CRM1030: it is not.</exception>
    public FieldValue ToFieldValue(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return Type switch
        {
            AttributeType.Whole => FieldValue.Of(Whole(canonical, canonical)),
            AttributeType.Decimal => FieldValue.Of((long)(Number(canonical, canonical) * Millionths)),
            AttributeType.Bool => FieldValue.Of(canonical == "true"),
            AttributeType.Date => FieldValue.Of(Date(canonical, canonical)),
            _ => FieldValue.Of(canonical),
        };
    }

    /// <summary>The value of <see cref="Field"/> of a customer; null where the customer does not have the attribute.</summary>
    /// <exception cref="CrmException">CRM1030: what stands there is no value of this attribute.</exception>
    public FieldValue ValueOf(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer.Attribute(Name) is { } value ? ToFieldValue(value) : FieldValue.Null;
    }

    /// <summary>Refuses a definition that contradicts itself.</summary>
    /// <exception cref="CrmException">CRM2023: choices are missing, doubled or not wanted; a bound stands on no number; the length is out of range.</exception>
    public void Validate()
    {
        bool choosing = Type is AttributeType.Choice or AttributeType.Choices;
        if (choosing == Choices.IsEmpty || Choices.Distinct(StringComparer.Ordinal).Count() != Choices.Count || Choices.Any(static choice => choice.Length == 0 || choice.Contains(';', StringComparison.Ordinal)))
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Attribute '{Name}' is {Type}: the types of choices, and they alone, list their choices, each once and without ';'.");
        }

        if ((Minimum ?? Maximum) is not null && Type is not (AttributeType.Whole or AttributeType.Decimal))
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Attribute '{Name}' is {Type} and cannot have a least or greatest number.");
        }

        if (MaxLength is < 1 or > MaxValueLength || Minimum > Maximum || ShelfLifeDays < 1)
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Attribute '{Name}' has a length, a range or a shelf life that nothing can fulfil.");
        }
    }

    private long Whole(string text, string value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? InRange(number, value) ? number : throw Refuse(value, Range())
            : throw Refuse(value, "it takes a whole number such as 12");

    private decimal Number(string text, string value)
    {
        bool read = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number);
        if (!read || decimal.Round(number, 6) != number || Math.Abs(number) > long.MaxValue / Millionths)
        {
            throw Refuse(value, "it takes a number such as 12.5, with at most six decimals");
        }

        return InRange(number, value) ? number : throw Refuse(value, Range());
    }

    private bool InRange(decimal number, string value) => value is not null && !(number < Minimum) && !(number > Maximum);

    private string Range() => string.Create(CultureInfo.InvariantCulture, $"it takes a number{(Minimum is { } least ? $" of at least {least}" : string.Empty)}{(Maximum is { } most ? $" of at most {most}" : string.Empty)}");

    private LocalDate Date(string text, string value) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : throw Refuse(value, "it takes a date such as 2026-03-31");

    private string Choice(string text, string value) => Choices.FirstOrDefault(choice => string.Equals(choice, text, StringComparison.OrdinalIgnoreCase))
        ?? throw Refuse(value, $"it takes one of {string.Join(", ", Choices)}");

    private string Some(string text, string value)
    {
        HashSet<string> chosen = [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one => Choice(one, value))];
        return chosen.Count > 0 ? string.Join(';', Choices.Where(chosen.Contains)) : throw Refuse(value, $"it takes some of {string.Join(", ", Choices)}, parted by ';'");
    }

    private CrmException Refuse(string value, string rule) => new(ErrorCodes.BadValue, $"{Field}: '{value}' is refused: {rule}.");
}
