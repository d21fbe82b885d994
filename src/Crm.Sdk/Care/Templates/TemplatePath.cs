namespace Crm.Sdk.Care;

/// <summary>A name in a template: how many lists further out it is looked for, and the name, <c>@index</c> and the like among them.</summary>
internal readonly record struct TemplatePath(int Up, string Name)
{
    public bool IsLoopData => Name.StartsWith('@');

    public override string ToString() => string.Concat(Enumerable.Repeat("../", Up)) + Name;
}
