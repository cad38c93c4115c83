namespace Workflows.Storage.Writing;

/// <summary>A piece of work for the writer in two halves, so that what the pieces of a group send can travel together.</summary>
/// <typeparam name="T">What it returns.</typeparam>
internal interface IWork<out T>
{
    /// <summary>Sends its statements. Runs again when another piece of its group fails.</summary>
    void Send(WriteSession session);

    /// <summary>Says what became of them.</summary>
    /// <param name="session">Where they were sent; <see cref="WriteSession.Undo"/> takes them back.</param>
    /// <param name="failure">The error of one of them; <see langword="null"/> when all have run.</param>
    T Result(WriteSession session, Exception? failure);
}
