using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Recommendation;

/// <summary>The calls into recommenders: each through its plugin's guard, and what went wrong as a sentence.</summary>
internal sealed class RecommenderCalls(RecommendationSettings settings, TimeProvider time)
{
    /// <summary>Lets a recommender learn, and write down what it learned: that too is code of the plugin.</summary>
    public async Task<(string? Json, string? Problem)> TrainAsync(Extension<IRecommender> extension, RecommendationData data, CancellationToken cancellationToken)
    {
        string? json = null;
        string? problem = await LongCall.RunAsync(
            extension, extension.Instance.Descriptor.ToString(), "train", async stop => json = (await extension.Instance.TrainAsync(data, stop).ConfigureAwait(false)).ToJson(), settings.TrainingDeadline, time, cancellationToken).ConfigureAwait(false);
        return problem is null ? (json, null) : (null, problem);
    }

    /// <summary>Reads a model.</summary>
    public async Task<(IRecommendationModel? Model, string? Problem)> LoadAsync(Extension<IRecommender> extension, string json, CancellationToken cancellationToken)
    {
        IRecommendationModel? model = null;
        CallFailure? failure = await GuardedCall.RunAsync(
            extension.Guard,
            "load-model",
            (extension.Instance, json),
            (state, _) =>
            {
                model = state.Instance.Load(state.json);
                return ValueTask.CompletedTask;
            },
            settings.AnswerDeadline,
            time,
            cancellationToken).ConfigureAwait(false);
        return failure is null ? (model, null) : (null, LongCall.Describe(extension.Instance.Descriptor.ToString(), failure));
    }

    /// <summary>Asks for all customers of a batch in one call. What is no answer, of a customer or of all, is a problem and suggests nothing.</summary>
    public async Task SuggestAsync(
        Extension<IRecommender> extension, IRecommendationModel model, CustomerPurchases[] purchases, List<Suggestion>[] named, List<string>[] problems, CancellationToken cancellationToken)
    {
        var suggested = new IReadOnlyList<Suggestion>[purchases.Length];
        CallFailure? failure = await GuardedCall.RunAsync(
            extension.Guard,
            "suggest",
            (model, purchases, suggested),
            static (state, stop) =>
            {
                for (int i = 0; i < state.purchases.Length; i++)
                {
                    stop.ThrowIfCancellationRequested();
                    state.suggested[i] = [.. state.model.Suggest(state.purchases[i])];
                }

                return ValueTask.CompletedTask;
            },
            settings.AnswerDeadline,
            time,
            cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < purchases.Length; i++)
        {
            if (failure is not null)
            {
                problems[i].Add(LongCall.Describe(extension.Instance.Descriptor.ToString(), failure));
            }
            else if (suggested[i].FirstOrDefault(static one => one is not { Score: >= 0 and <= 1, Reasons.IsEmpty: false, Product.Length: > 0 }) is { } wrong)
            {
                problems[i].Add($"{extension.Instance.Descriptor}: it answered '{wrong.Product}' with the score {wrong.Score} and {wrong.Reasons.Count} reasons; a score is 0 to 1, and there is a reason.");
            }
            else
            {
                named[i].AddRange(suggested[i]);
            }
        }
    }
}
