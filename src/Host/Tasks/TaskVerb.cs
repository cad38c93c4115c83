namespace Host.Tasks;

/// <summary>What can be done with a task besides its outcomes, after a question or two.</summary>
public enum TaskVerb
{
    /// <summary>委派: ask another person for an opinion.</summary>
    Delegate,

    /// <summary>加签: have others sign too.</summary>
    AddSigners,

    /// <summary>驳回: back to an earlier step.</summary>
    SendBack,

    /// <summary>抄送: let others read it.</summary>
    Copy,

    /// <summary>催办: ask to hurry.</summary>
    Urge,

    /// <summary>评论: write into the trail.</summary>
    Comment,
}
