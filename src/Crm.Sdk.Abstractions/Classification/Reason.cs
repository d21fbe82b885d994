namespace Crm.Sdk.Classification;

/// <summary>One reason for an answer: a code and typed arguments. Its text comes from resources in each language.</summary>
/// <param name="Code">The code, such as <c>acme.spend</c>.</param>
/// <param name="Args">The arguments, in the order in which the text refers to them.</param>
public sealed record Reason(string Code, ValueList<ReasonArg> Args)
{
    /// <summary>The code and the arguments, for logs and tests.</summary>
    public override string ToString() => $"{Code}({string.Join(", ", Args)})";
}
