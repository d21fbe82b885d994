namespace Crm.Sdk.Classification;

/// <summary>A batch of customers for an <see cref="IBatchRule"/>: their facts, and room for the answers.</summary>
/// <remarks>Used by one logical thread. Of no use after the call. Made by hosts and tests.</remarks>
public sealed class RuleBatch
{
    private readonly FactTable _facts;
    private readonly Verdict[] _answers;
    private readonly Explanation?[]? _why;

    /// <summary>Makes a batch.</summary>
    /// <param name="facts">The declared facts, one row a customer.</param>
    /// <param name="explain">Whether somebody asks for reasons.</param>
    public RuleBatch(FactTable facts, bool explain = false)
    {
        ArgumentNullException.ThrowIfNull(facts);
        _facts = facts;
        _answers = new Verdict[facts.Count];
        _why = explain ? new Explanation?[facts.Count] : null;
    }

    /// <summary>How many customers there are.</summary>
    public int Count => _facts.Count;

    /// <summary>The answers given so far, one a row; uninitialised where there is none yet.</summary>
    public ReadOnlySpan<Verdict> Answers => _answers;

    /// <summary>The facts of one customer.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    public CustomerFacts this[int row] => _facts[row];

    /// <summary>The values of a whole-number fact of all customers; the least <see cref="int"/> means undefined.</summary>
    /// <exception cref="CrmException">CRM4001: the rule does not declare the fact.</exception>
    public ReadOnlySpan<int> Int32Values(Fact fact) => Column(fact).Int32Values;

    /// <summary>The values of a <see cref="long"/> fact, or of a fact of money in minor units; the least <see cref="long"/> means undefined.</summary>
    /// <exception cref="CrmException">CRM4001: the rule does not declare the fact.</exception>
    public ReadOnlySpan<long> Int64Values(Fact fact) => Column(fact).Int64Values;

    /// <summary>The values of a <see cref="double"/> fact; NaN means undefined.</summary>
    /// <exception cref="CrmException">CRM4001: the rule does not declare the fact.</exception>
    public ReadOnlySpan<double> DoubleValues(Fact fact) => Column(fact).DoubleValues;

    /// <summary>Answers for one customer.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <param name="verdict">One of the declared labels, or none with a code.</param>
    public void Answer(int row, Verdict verdict) => _answers[row] = verdict;

    /// <summary>Where to put the reasons for one customer's answer; null unless somebody asks. The answer must not depend on it.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    public Explanation? Why(int row) => _why is null ? null : _why[row] ??= new Explanation();

    private FactColumn Column(Fact fact) => _facts.Find(fact) ?? throw new CrmException(
        ClassificationErrorCodes.UndeclaredFact,
        $"The rule read the fact '{fact.Key}', which it does not declare; add it to Reads(…) of its descriptor.");
}
