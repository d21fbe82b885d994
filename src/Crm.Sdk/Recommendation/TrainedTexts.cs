using System.Collections.Concurrent;

namespace Crm.Sdk.Recommendation;

/// <summary>What recommenders without a kept model learned, for a while, as text: an answer must not wait for what the last one learned already.</summary>
/// <remarks>Thread-safe. At most <see cref="MostTexts"/> are held; two that ask for the same at once may both learn it.</remarks>
internal sealed class TrainedTexts(TimeProvider time, TimeSpan lifetime)
{
    private const int MostTexts = 32;

    private readonly ConcurrentDictionary<Key, (string Text, long At)> _texts = new();

    public string? Find(TenantId tenant, RecommenderDescriptor recommender, AsOf asOf) =>
        _texts.TryGetValue(Of(tenant, recommender, asOf), out (string Text, long At) found) && time.GetElapsedTime(found.At) < lifetime ? found.Text : null;

    public string Keep(TenantId tenant, RecommenderDescriptor recommender, AsOf asOf, string text)
    {
        _texts[Of(tenant, recommender, asOf)] = (text, time.GetTimestamp());
        foreach (KeyValuePair<Key, (string Text, long At)> old in _texts.OrderByDescending(static pair => pair.Value.At).Skip(MostTexts))
        {
            _texts.TryRemove(old);
        }

        return text;
    }

    private static Key Of(TenantId tenant, RecommenderDescriptor recommender, AsOf asOf) => new(tenant, recommender.Id, recommender.Version, asOf);

    private readonly record struct Key(TenantId Tenant, string Recommender, long Version, AsOf AsOf);
}
