using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class CustomerIndexTests
{
    [Fact]
    public void An_index_finds_what_a_dictionary_finds() => Law.Holds(
        Sequences.Of(Gen.Choose(0, 700), atMost: 2000), Gen.Choose(1, 300).ToArbitrary(), (numbers, chunk) =>
        {
            var index = new CustomerIndex();
            var dictionary = new Dictionary<Guid, int>();
            foreach (int[] some in numbers.Chunk(chunk))
            {
                Guid[] ids = [.. some.Select(IdOf)];
                int[] rows = new int[ids.Length];
                index.GetOrAdd(ids, rows);
                for (int i = 0; i < ids.Length; i++)
                {
                    dictionary.TryAdd(ids[i], dictionary.Count);
                    Assert.Equal(dictionary[ids[i]], rows[i]);
                }
            }

            Assert.Equal(dictionary.Count, index.Count);
            for (int n = 0; n <= 701; n++)
            {
                Assert.Equal(dictionary.GetValueOrDefault(IdOf(n), -1), index.Find(IdOf(n)));
            }
        });

    [Fact]
    public void Ids_made_in_a_row_by_one_process_spread_over_the_table()
    {
        // A table of which long stretches are full would make this take minutes.
        var index = new CustomerIndex();
        Guid[] ids = [.. Enumerable.Range(0, 200_000).Select(_ => CustomerId.New().Value)];
        int[] rows = new int[ids.Length];
        index.GetOrAdd(ids, rows);
        Assert.Equal(Enumerable.Range(0, ids.Length), rows);
    }

    [Fact]
    public void A_copy_takes_more_and_leaves_the_first_as_it_was()
    {
        var first = new CustomerIndex();
        for (int n = 0; n < 100; n++)
        {
            first.GetOrAdd(IdOf(n));
        }

        first.Trim();
        CustomerIndex copy = first.Copy(400);
        for (int n = 100; n < 500; n++)
        {
            Assert.Equal(n, copy.GetOrAdd(IdOf(n)));
        }

        Assert.Equal((100, 500), (first.Count, copy.Count));
        Assert.Equal(-1, first.Find(IdOf(100)));
        Assert.Equal(99, first.Find(IdOf(99)));
        Assert.Equal(99, copy.Find(IdOf(99)));
    }

    // Differ in few bits, as ids of one time stamp do.
    private static Guid IdOf(int n) => new(n, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
}
