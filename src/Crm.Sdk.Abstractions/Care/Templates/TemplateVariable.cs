namespace Crm.Sdk.Care;

/// <summary>A variable that templates can name.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Path">The name, its parts joined by dots: <c>customer.name</c>.</param>
/// <param name="Type">What its values are.</param>
public sealed record TemplateVariable(string Path, TemplateVariableType Type)
{
    /// <summary>For a list: the variables of each item, named without the list's own name.</summary>
    public ValueList<TemplateVariable> Items { get; init; }

    /// <summary>A variable that is a list.</summary>
    /// <param name="path">The name.</param>
    /// <param name="items">The variables of each item.</param>
    public static TemplateVariable List(string path, params ReadOnlySpan<TemplateVariable> items) => new(path, TemplateVariableType.List) { Items = ValueList.Create(items) };
}
