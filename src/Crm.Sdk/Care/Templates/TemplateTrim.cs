namespace Crm.Sdk.Care;

/// <summary>Whether the blanks before and behind a tag are taken away (<c>{{~ … ~}}</c>).</summary>
internal readonly record struct TemplateTrim(bool Before, bool Behind)
{
    public string Wrap(string tag) => $"{{{{{(Before ? "~" : string.Empty)}{tag}{(Behind ? "~" : string.Empty)}}}}}";
}
