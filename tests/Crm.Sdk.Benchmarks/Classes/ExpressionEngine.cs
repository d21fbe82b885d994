using System.Linq.Expressions;
using Crm.Sdk.BenchmarkRules;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>A baseline of P9: each rule is an expression tree that is interpreted, as engines do that read rules as text and compile nothing.</summary>
internal sealed class ExpressionEngine
{
    private readonly Func<long, int, byte>[] _rules = [.. Enumerable.Range(0, TenRules.Count).Select(Make)];

    public byte[][] Classify(HandFacts facts)
    {
        byte[][] labels = new byte[TenRules.Count][];
        for (int rule = 0; rule < labels.Length; rule++)
        {
            Func<long, int, byte> ask = _rules[rule];
            byte[] of = labels[rule] = new byte[facts.Spend.Length];
            for (int row = 0; row < of.Length; row++)
            {
                of[row] = ask(facts.Spend[row], facts.Days[row]);
            }
        }

        return labels;
    }

    private static Func<long, int, byte> Make(int rule)
    {
        ParameterExpression spend = Expression.Parameter(typeof(long)), days = Expression.Parameter(typeof(int));
        Expression undefined = Expression.OrElse(
            Expression.Equal(days, Expression.Constant(FactColumn.UndefinedInt32)), Expression.Equal(spend, Expression.Constant(FactColumn.UndefinedInt64)));
        Expression tiers = Expression.Condition(
            Expression.GreaterThanOrEqual(spend, Expression.Constant(TenRules.HighFrom(rule))),
            Expression.Constant((byte)0),
            Expression.Condition(Expression.GreaterThanOrEqual(spend, Expression.Constant(TenRules.MiddleFrom(rule))), Expression.Constant((byte)1), Expression.Constant((byte)2)));
        Expression body = Expression.Condition(
            undefined,
            Expression.Constant(TenRules.None),
            Expression.Condition(Expression.GreaterThan(days, Expression.Constant(TenRules.LowAfterDays(rule))), Expression.Constant((byte)2), tiers));
        return Expression.Lambda<Func<long, int, byte>>(body, spend, days).Compile(preferInterpretation: true);
    }
}
