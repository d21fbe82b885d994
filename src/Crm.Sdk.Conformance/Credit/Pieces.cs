namespace Crm.Sdk.Conformance.Credit;

/// <summary>Asks about many in batches of any size, in any order and by two threads at once: the answer for one is always the same.</summary>
internal static class Pieces
{
    private const int Alone = 20; // so many are asked about one by one too

    /// <param name="random">Draws order and sizes.</param>
    /// <param name="all">Whom to ask about.</param>
    /// <param name="ask">Answers a batch.</param>
    public static async Task ExpectSameAsync<TItem, TAnswer>(Random random, IReadOnlyList<TItem> all, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer>>> ask)
    {
        IReadOnlyList<TAnswer> whole = await ask(all).ConfigureAwait(false);
        for (int alone = 0; alone < Math.Min(all.Count, Alone); alone++)
        {
            IReadOnlyList<TAnswer> answer = await ask([all[alone]]).ConfigureAwait(false);
            Statement.Expect(
                answer.Count == 1 && EqualityComparer<TAnswer>.Default.Equals(answer[0], whole[alone]), $"A customer asked about alone got {(answer.Count == 1 ? answer[0] : $"{answer.Count} answers")}, and {whole[alone]} among all.");
        }

        int[] order = [.. Enumerable.Range(0, all.Count)];
        random.Shuffle(order);
        for (int at = 0; at < order.Length;)
        {
            int[] places = order[at..Math.Min(order.Length, at + 1 + random.Next(7))];
            at += places.Length;
            TItem[] batch = [.. places.Select(place => all[place])];
            IReadOnlyList<TAnswer>[] answers = await Task.WhenAll(Task.Run(() => ask(batch)), Task.Run(() => ask(batch))).ConfigureAwait(false);
            foreach (IReadOnlyList<TAnswer> answer in answers)
            {
                Statement.Expect(answer.Count == batch.Length, $"{answer.Count} answers for {batch.Length} customers.");
                for (int i = 0; i < places.Length; i++)
                {
                    Statement.Expect(
                        EqualityComparer<TAnswer>.Default.Equals(answer[i], whole[places[i]]), $"A customer got {answer[i]} in a batch of {batch.Length}, and {whole[places[i]]} among all.");
                }
            }
        }
    }
}
