namespace Crm.Sdk.Classification;

/// <summary>Collects the reasons for one customer's answer. A rule gets one only when somebody asks why.</summary>
/// <remarks>Used by one thread.</remarks>
public sealed class Explanation
{
    private readonly List<Reason> _reasons = [];

    /// <summary>The reasons, in the order given.</summary>
    public IReadOnlyList<Reason> Reasons => _reasons;

    /// <summary>Adds a reason.</summary>
    /// <param name="code">The code: the rule's maker, a dot and a name, such as <c>acme.spend</c>; 1 to 64 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="args">The arguments, in the order in which the text refers to them.</param>
    /// <returns>This explanation.</returns>
    /// <exception cref="CrmException">CRM1001: the code has another form.</exception>
    public Explanation Because(string code, params ReadOnlySpan<ReasonArg> args)
    {
        _reasons.Add(new Reason(IdentityText.Require(code, Verdict.MaxLength, "reason"), ValueList.Create(args)));
        return this;
    }
}
