using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>The value of a variable for one message. Formatted only when the text's language is known.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TemplateValue
{
    private TemplateValue(TemplateVariableType type) => Type = type;

    /// <summary>What it is.</summary>
    public TemplateVariableType Type { get; }

    /// <summary>The text; null for another type.</summary>
    public string? Text { get; private init; }

    /// <summary>The number; 0 for another type.</summary>
    public decimal Number { get; private init; }

    /// <summary>The amount; the uninitialised one for another type.</summary>
    public Money Money { get; private init; }

    /// <summary>The date; 0001-01-01 for another type.</summary>
    public LocalDate Date { get; private init; }

    /// <summary>The items of a list, each the values of its variables.</summary>
    public ValueList<TemplateValues> Items { get; private init; }

    /// <summary>A text; null where it is empty or there is none.</summary>
    public static TemplateValue? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new(TemplateVariableType.Text) { Text = text };

    /// <summary>A number.</summary>
    public static TemplateValue Of(decimal number) => new(TemplateVariableType.Number) { Number = number };

    /// <summary>An amount of money.</summary>
    public static TemplateValue Of(Money amount) => new(TemplateVariableType.Money) { Money = amount };

    /// <summary>A date.</summary>
    public static TemplateValue Of(LocalDate date) => new(TemplateVariableType.Date) { Date = date };

    /// <summary>That something holds; null where it does not.</summary>
    public static TemplateValue? Of(bool holds) => holds ? new(TemplateVariableType.Truth) : null;

    /// <summary>A list.</summary>
    public static TemplateValue Of(ValueList<TemplateValues> items) => new(TemplateVariableType.List) { Items = items };
}
