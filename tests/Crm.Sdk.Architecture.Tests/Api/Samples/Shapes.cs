#pragma warning disable CA1008, CA1028, CA1034, CA1040, CA1051, CA1052, CA1069, CA1070, CA1710, CA1815, CA1822, CA2227, CA1303, CA1725, CA1812, CA1852, CS0067 // each shape below shows one thing that the printer must write
using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Architecture.Tests.Api.Samples;

public readonly record struct Point(int X, string? Name);

public sealed record Person(string Given)
{
    public const int Limit = 10;

    public required IReadOnlyList<string?> Titles { get; init; }

    public (int, string?)? Pair { get; private set; }
}

[Flags]
public enum Marks : byte
{
    None = 0,
    One = 1,
}

public delegate TResult? Maker<in T, out TResult>(T input, ref int count)
    where TResult : class;

public interface IShape<T>
    where T : notnull
{
    event EventHandler? Changed;

    T this[int index] { get; set; }

    static abstract int Count { get; }

    Task<T?> FindAsync(string? name, Dictionary<string, List<T?>>? among = null, CancellationToken cancellationToken = default);

    int Twice(int n) => 2 * n;
}

public abstract class Base
{
    protected internal readonly int Field;

    private protected int Hidden;

    protected Base(int field) => Field = Hidden = field;

    public virtual void Run<TItem>(in TItem item, out string[]? found, params ReadOnlySpan<int> rest)
        where TItem : struct, IComparable<TItem>
    {
        found = null;
    }

    protected abstract int Compute();

    internal void Unseen()
    {
    }

    public sealed class Nested<TInner> : Base
        where TInner : class, new()
    {
        public Nested()
            : base(1)
        {
        }

        public Nested<TInner>? Next { get; set; }

        protected override int Compute() => 1;
    }
}

public static class Extensions
{
    [Experimental("CRMEXP1")]
    public static Point Moved(this Point point, int by = 2, string unit = "m") => point with { X = point.X + by + unit.Length };

    public static Point At(int? n) => new(n ?? 0, null);
}

public readonly ref struct Window
{
    public ReadOnlySpan<double> Values { get; }

    public static Window operator +(Window left, Window right) => left.Values.Length > 0 ? left : right;
}
