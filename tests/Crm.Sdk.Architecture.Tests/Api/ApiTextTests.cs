using Xunit;

namespace Crm.Sdk.Architecture.Tests.Api;

public sealed class ApiTextTests
{
    [Fact]
    public void A_public_surface_is_written_as_its_users_see_it()
    {
        const string Expected = """
            namespace Crm.Sdk.Architecture.Tests.Api.Samples

            public abstract class Base
                protected Base(int field)
                protected abstract int Compute()
                protected readonly int Field
                virtual void Run<TItem>(in TItem item, out string[]? found, params ReadOnlySpan<int> rest) where TItem : struct, IComparable<TItem>

            public sealed class Base.Nested<TInner> : Base where TInner : class, new()
                Base.Nested<TInner>? Next { get; set; }
                Nested()

            public static class Extensions
                [Experimental("CRMEXP1")] static Point Moved(this Point point, int by = 2, string unit = "m")
                static Point At(int? n)

            public interface IShape<T> where T : notnull
                T this[int] { get; set; }
                Task<T?> FindAsync(string? name, Dictionary<string, List<T?>>? among = null, CancellationToken cancellationToken = default)
                event EventHandler? Changed
                static abstract int Count { get; }
                virtual int Twice(int n)

            public delegate TResult? Maker<in T, out TResult>(T input, ref int count) where TResult : class

            [Flags] public enum Marks : byte
                None = 0
                One = 1

            public sealed record Person
                (int, string?)? Pair { get; }
                Person(string Given)
                const int Limit = 10
                required IReadOnlyList<string?> Titles { get; init; }
                string Given { get; init; }

            public readonly record struct Point
                Point(int X, string? Name)
                int X { get; init; }
                string? Name { get; init; }

            public readonly ref struct Window
                ReadOnlySpan<double> Values { get; }
                static Window op_Addition(Window left, Window right)

            """;
        using var assembly = AssemblyMetadata.Open(typeof(ApiTextTests).Assembly.Location);
        Assert.Equal(Expected.ReplaceLineEndings("\n"), ApiText.Of(ApiReader.Read(assembly).Where(type => type.Namespace == typeof(Samples.Base).Namespace)), ignoreLineEndingDifferences: true);
    }
}
