// The wordings of the part that holds links against a known truth, in Bahasa Indonesia and English (see phrases.h).
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

inline constexpr Phrase kTruthHeading{"Padanan dibandingkan dengan kebenaran", "Links held against the truth"};
inline constexpr Phrase kTruthIntro{
    "Untuk data ini diketahui siapa orang di balik tiap baris ({0}). Ketepatan: bagian tautan padan yang benar, "
    "termasuk baris yang orangnya tidak ada di registri. Cakupan: bagian baris yang orangnya ada di registri dan "
    "ditautkan ke orang itu.",
    "For these data it is known who stands behind each row ({0}). Precision: the share of padan links that are right, "
    "rows whose person is not in the registry included. Recall: the share of rows whose person is in the registry that "
    "are linked to that person."};
inline constexpr Phrase kTruthTable{"Ketepatan dan cakupan tiap sumber", "Precision and recall of each source"};
inline constexpr Phrase kTruthRows{"Baris", "Rows"};
inline constexpr Phrase kWithPerson{"Orangnya di registri", "Person in the registry"};
inline constexpr Phrase kPadanLinks{"Tautan padan", "Padan links"};
inline constexpr Phrase kRightLinks{"Benar", "Right"};
inline constexpr Phrase kFalseLinks{"Salah", "False"};
inline constexpr Phrase kMissedRows{"Terlewat", "Missed"};
inline constexpr Phrase kRightInDoubt{"Benar, tetapi ragu", "Right, but in doubt"};
inline constexpr Phrase kPrecision{"Ketepatan (%)", "Precision (%)"};
inline constexpr Phrase kRecall{"Cakupan (%)", "Recall (%)"};
inline constexpr Phrase kF1{"F1 (%)", "F1 (%)"};

inline constexpr Phrase kCurveTitle{"{0}: ketepatan dan cakupan bila ditautkan mulai peluang tertentu",
                                    "{0}: precision and recall if linked from a probability on"};
inline constexpr Phrase kPrecisionLine{"ketepatan", "precision"};
inline constexpr Phrase kRecallLine{"cakupan", "recall"};
inline constexpr Phrase kCurveAxis{"ditautkan mulai peluang (%)", "linked from probability (%)"};
inline constexpr Phrase kFromProbability{"Mulai peluang (%)", "From probability (%)"};
inline constexpr Phrase kBelowProbability{"Di bawah (%)", "Below (%)"};
inline constexpr Phrase kLinks{"Tautan", "Links"};

inline constexpr Phrase kFaultTable{"Cakupan menurut cacat yang ditanam", "Recall by planted fault"};
inline constexpr Phrase kFault{"Cacat", "Fault"};
inline constexpr Phrase kNoFault{"tanpa cacat", "none"};
inline constexpr Phrase kFaultNote{
    "Baris dengan beberapa cacat dihitung pada tiap cacatnya. Yang paling banyak terlewat di atas.",
    "A row with several faults counts under each. Most missed first."};
inline constexpr Phrase kFaultCountTable{"Cakupan menurut banyaknya cacat dalam satu baris",
                                         "Recall by the number of faults in a row"};
inline constexpr Phrase kFaultCount{"Banyaknya cacat", "Number of faults"};
inline constexpr Phrase kOrMore{"{0} atau lebih", "{0} or more"};

inline constexpr Phrase kCalibrationTable{"Peluang menurut model dan bagian yang benar",
                                          "The model's probability and the share that is right"};
inline constexpr Phrase kMeanProbability{"Rata-rata peluang (%)", "Mean probability (%)"};
inline constexpr Phrase kShareRight{"Benar (%)", "Right (%)"};
inline constexpr Phrase kCalibrationNote{
    "Baris yang ditimbang, padan dan ragu. Baris yang sama persis dengan registri berdiri di baris terakhir tiap "
    "sumber "
    "dengan peluang 100.",
    "Rows that were weighed, padan and ragu. Rows that agree with the registry in all stand in the last line of each "
    "source, with probability 100."};

inline constexpr Phrase kTruthDuplicates{"Baris ganda registri: pasangan baris dari satu orang",
                                         "Duplicates of the registry: pairs of rows of one person"};
inline constexpr Phrase kWhatAgrees{"Yang sama", "What agrees"};
inline constexpr Phrase kAllPairs{"semua pasangan", "all pairs"};
inline constexpr Phrase kFurther{"dua atau lebih dari nama, tanggal lahir, kecamatan",
                                 "two or more of name, birth date, district"};
inline constexpr Phrase kAgreeName{"nama", "name"};
inline constexpr Phrase kAgreeBirth{"tanggal lahir", "birth date"};
inline constexpr Phrase kAgreeDistrict{"kecamatan", "district"};
inline constexpr Phrase kAgreeNothing{"tidak satu pun", "none of them"};
inline constexpr Phrase kTruePairs{"Pasangan sebenarnya", "True pairs"};
inline constexpr Phrase kCountedPairs{"Dihitung sekali", "Counted once"};
inline constexpr Phrase kListedPairs{"Tercantum di duplicates.csv", "Listed in duplicates.csv"};
inline constexpr Phrase kListedF1{"F1 yang tercantum (%)", "F1 of those listed (%)"};

}  // namespace io::report::phrase
