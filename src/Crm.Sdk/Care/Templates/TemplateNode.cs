namespace Crm.Sdk.Care;

/// <summary>A part of a template's text.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>Text that stands as it is.</summary>
    public sealed record Literal(string Text) : TemplateNode;

    /// <summary>A variable, or a call of a function with operands.</summary>
    public sealed record Value(TemplatePath Path, IReadOnlyList<TemplateOperand> Operands, TemplateTrim Trim, int Line) : TemplateNode;

    /// <summary>A block that depends on a variable, or goes through a list.</summary>
    public sealed record Block(TemplateBlock Kind, TemplatePath Path, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode>? Otherwise, TemplateTrim Open, TemplateTrim Else, TemplateTrim Close, int Line) : TemplateNode;
}
